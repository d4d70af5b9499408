import type { Assigned } from './facts.ts';

/** What is known of a unit. */
export interface UnitState {
  readonly name: string;
  readonly kind: string;
  /** Ids from the top down to the unit itself. */
  readonly path: readonly string[];
}

/** Stations given to a unit or a person at an instant. */
export interface StationsGiven {
  /** The unit or the person. */
  readonly subjectId: string;
  readonly from: number;
  readonly stationIds: readonly string[];
}

/**
 * The stations of a person from the start of a muster on: their own, or those of the nearest unit above that has any, of
 * these the ones that take part in the muster.
 * @param given by subject, each in the order of time.
 */
export function assignedOver(
  given: ReadonlyMap<string, readonly StationsGiven[]>,
  { personId, unitPathAt, instants, stationIds }: WhoseStations,
): Assigned[] {
  return instants.map((from) => {
    const subjects = [personId, ...unitPathAt(from).toReversed()].map((id) => given.get(id) ?? []);
    return { from, stationIds: nearest(subjects, { at: from, stationIds }) };
  });
}

/** Whose stations are asked for. */
interface WhoseStations {
  readonly personId: string;
  /** Ids from the top down to the person's unit at an instant. */
  readonly unitPathAt: (at: number) => readonly string[];
  /** The start, and whenever something was given or anything changed about the person's units since; in order. */
  readonly instants: readonly number[];
  /** Stations of the muster. */
  readonly stationIds: ReadonlySet<string>;
}

function nearest(
  subjects: readonly (readonly StationsGiven[])[],
  { at, stationIds }: { at: number; stationIds: ReadonlySet<string> },
): readonly string[] {
  for (const changes of subjects) {
    const own = changes.findLast(({ from }) => from <= at)?.stationIds.filter((id) => stationIds.has(id)) ?? [];
    if (own.length) return own;
  }
  return [];
}
