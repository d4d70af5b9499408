import { InvalidInputError } from '@trekker/kit';

/** Which trackers a stream tells of, as it was asked for. */
export interface StatusFilter {
  readonly trackerIds?: readonly string[] | null | undefined;
  readonly unitIds?: readonly string[] | null | undefined;
}

/** Most ids of each kind. */
const MOST_TRACKERS = 500;
const MOST_UNITS = 100;
const INTERVAL_MS = [1_000, 60_000] as const;

/** Refuses what is too much, naming it. */
export function checkStatusFilter({ trackerIds, unitIds }: StatusFilter, minIntervalMs: number): void {
  atMost('filter.trackerIds', trackerIds, MOST_TRACKERS);
  atMost('filter.unitIds', unitIds, MOST_UNITS);
  const [least, most] = INTERVAL_MS;
  if (minIntervalMs >= least && minIntervalMs <= most) return;
  throw new InvalidInputError('minIntervalMs', `must be ${least} to ${most}, got ${minIntervalMs}`);
}

function atMost(field: string, ids: readonly string[] | null | undefined, most: number): void {
  if (ids && ids.length > most) throw new InvalidInputError(field, `must be at most ${most} ids, got ${ids.length}`);
}
