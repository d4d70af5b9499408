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

/** The nearest unit at or above one that is a company, or null. */
export function companyOf(units: ReadonlyMap<string, UnitState>, unitId: string | null): string | null {
  const path = unitId === null ? [] : (units.get(unitId)?.path ?? []);
  return path.findLast((id) => units.get(id)?.kind === 'COMPANY') ?? null;
}

/**
 * The stations of a person over time: their own, or those of the nearest unit above that has any, of these the ones that
 * take part in the muster.
 * @param given by subject, each in the order of time.
 */
export function assignedOver(
  given: ReadonlyMap<string, readonly StationsGiven[]>,
  {
    personId,
    unitPath,
    stationIds,
  }: { personId: string; unitPath: readonly string[]; stationIds: ReadonlySet<string> },
): Assigned[] {
  const subjects = [personId, ...unitPath.toReversed()].map((id) => given.get(id) ?? []);
  const instants = subjects.flatMap((changes) => changes.map(({ from }) => from));
  return [...new Set(instants)]
    .toSorted((a, b) => a - b)
    .map((from) => ({ from, stationIds: nearest(subjects, { at: from, stationIds }) }));
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
