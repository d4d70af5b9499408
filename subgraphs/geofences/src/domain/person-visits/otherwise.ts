import { visitsOf, type CarriedState } from './carried-state.ts';
import type { Carriage, CarriedVisit } from './person-visit.ts';
import { stretchOf, type Stretch } from './stretch.ts';

/**
 * When a tracker is in other geofences, or its latest change of zone is another one, since a visit changed: from the first
 * instant that was, or is, a change of zone and no longer, or not yet, was, up to the next one that stays.
 * @param state with the visit as it is now.
 */
export function zonesOtherwise(
  state: CarriedState,
  { trackerId, before, after }: { trackerId: string; before: CarriedVisit | null; after: CarriedVisit | null },
): Stretch[] {
  const moved = movedInstants(before, after);
  if (!moved.length) return [];
  const last = Math.max(...moved);
  const ends = visitsOf(state, trackerId).flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  return [{ from: Math.min(...moved), to: Math.min(...ends.filter((instant) => instant > last), Infinity) }];
}

/** Begins and ends of a visit that were, or are, and not both; Infinity where there is no end. */
export function movedInstants(before: CarriedVisit | null, after: CarriedVisit | null): number[] {
  return [movedTo(before?.from, after?.from), movedTo(endOf(before), endOf(after))].flat();
}

/** When somebody else holds a tracker, or otherwise, since an assignment changed. */
export function heldOtherwise(before: Carriage | null, after: Carriage): Stretch[] {
  const now = stretchOf(after);
  if (!before) return [now].filter(isLong);
  const then = stretchOf(before);
  const isSame =
    before.personId === after.personId && before.trackerId === after.trackerId && before.priority === after.priority;
  const hull = { from: Math.min(then.from, now.from), to: Math.max(then.to, now.to) };
  if (!isSame || Math.max(then.from, now.from) >= Math.min(then.to, now.to)) return [hull].filter(isLong);
  const begins = { from: hull.from, to: Math.max(then.from, now.from) };
  const ends = { from: Math.min(then.to, now.to), to: hull.to };
  return [begins, ends].filter(isLong);
}

function isLong({ from, to }: Stretch): boolean {
  return from < to;
}

function endOf(visit: CarriedVisit | null): number | undefined {
  return visit ? stretchOf(visit).to : undefined;
}

function movedTo(before: number | undefined, after: number | undefined): number[] {
  return before === after ? [] : [before ?? [], after ?? []].flat();
}
