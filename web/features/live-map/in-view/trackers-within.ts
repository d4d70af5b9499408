import type { PositionStore } from '../../../live/position-store.ts';
import { LATITUDE, LONGITUDE, WIDTH } from '../../../live/position-store.ts';
import type { GeoBounds } from '../../../map/engine.ts';
import type { Entry } from '../entries.ts';

/** Trackers whose newest position lies in a part of the map or on its edge. */
export function trackersWithin(positions: PositionStore, { south, west, north, east }: GeoBounds): ReadonlySet<string> {
  const { numbers, present, slots } = positions.columns;
  const within = new Set<string>();
  for (let slot = 0; slot < slots; slot++) {
    const latitude = numbers[slot * WIDTH + LATITUDE] ?? 0;
    const longitude = numbers[slot * WIDTH + LONGITUDE] ?? 0;
    const isWithin = latitude >= south && latitude <= north && longitude >= west && longitude <= east;
    if (present[slot] && isWithin) within.add(positions.trackerId(slot));
  }
  return within;
}

/** Entries one of whose trackers is among some; all entries where none are named. */
export function entriesAmong(entries: readonly Entry[], trackerIds: ReadonlySet<string> | null): readonly Entry[] {
  return trackerIds ? entries.filter((entry) => entry.trackerIds.some((id) => trackerIds.has(id))) : entries;
}

/** Whether two sets hold the same. */
export function areSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && one.isSubsetOf(other);
}
