import { holdsAt } from '../person-visit.ts';
import { believedAt } from './as-known.ts';
import type { Board, BoardPerson } from './board.ts';
import { isAccounted } from './person-state.ts';
import { isCrossing } from './seen.ts';

/** Where a tracker was at an instant. */
export interface Located {
  /** Id of the position, the same everywhere. */
  readonly positionId: string;
  readonly trackerId: string;
  /** WGS 84 degrees. */
  readonly latitude: number;
  readonly longitude: number;
  /** Radius of 68 % confidence in metres, or null. */
  readonly accuracyMeters: number | null;
  /** Unix milliseconds by the device's clock. */
  readonly recordedAt: number;
}

/** Where somebody who is missing was last located. */
export interface LastLocated extends Located {
  /** The innermost zone of the muster they were in then, or null. */
  readonly zoneId: string | null;
  /** Milliseconds from then until it is told, or until the end of the muster. */
  readonly ageMs: number;
}

/** The tracker to be asked where somebody is: null for who is accounted for, and of whom no tracker ever spoke. */
export function trackerToAsk({ state, trackerId }: BoardPerson): string | null {
  return isAccounted(state) || state === 'REMOVED' ? null : trackerId;
}

/**
 * What a position says of the person whose tracker it was then.
 * @param until now, or the end of the muster; Unix milliseconds.
 */
export function lastLocated(
  { histories }: Board,
  { personId, trackerId }: BoardPerson,
  { position, until }: { position: Located; until: number },
): LastLocated {
  const { recordedAt } = position;
  const history = histories.get(personId);
  const around = history
    ? believedAt(history)
        .visits.filter((visit) => visit.trackerId === trackerId && !isCrossing(visit) && holdsAt(visit, recordedAt))
        .toSorted((a, b) => b.from - a.from || (a.personVisitId < b.personVisitId ? -1 : 1))
    : [];
  return { ...position, zoneId: around[0]?.zoneId ?? null, ageMs: Math.max(0, until - recordedAt) };
}
