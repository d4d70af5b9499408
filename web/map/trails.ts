import type { PositionStore } from '../live/position-store.ts';
import type { GeoPoint } from './engine.ts';
import type { TrailPoint } from './trail.ts';

/** How long trails are, in milliseconds. */
export const TRAILS_MS = 10 * 60_000;

// A point closer than this to the one before it adds nothing to the line, in degrees; about two metres.
const SAME_PLACE_DEGREES = 0.000_02;

/** The ways of all trackers during the last ten minutes, gathered from a position store. */
export class Trails {
  readonly #store: PositionStore;
  readonly #points = new Map<string, TrailPoint[]>();
  #version = -1;

  constructor(store: PositionStore) {
    this.#store = store;
  }

  /** Takes in what the store has learned since the last time. */
  gather(): void {
    this.#store.forEachSince(this.#version, (slot, trackerId) => {
      const position = this.#store.at(slot);
      if (position) this.#add(trackerId, position);
      else this.#points.delete(trackerId);
    });
    this.#version = this.#store.version;
  }

  /** Takes in where a tracker was before, in any order; what was gathered meanwhile stays. */
  begin(trackerId: string, past: readonly TrailPoint[]): void {
    const gathered = this.#points.get(trackerId) ?? [];
    this.#points.delete(trackerId);
    const all = [...past, ...gathered].toSorted((a, b) => a.recordedAt - b.recordedAt);
    for (const point of all) this.#add(trackerId, point);
  }

  /** The trails as they are now, each oldest first. */
  all(): ReadonlyMap<string, readonly TrailPoint[]> {
    return this.#points;
  }

  #add(trackerId: string, { latitude, longitude, recordedAt }: TrailPoint): void {
    const known = this.#points.get(trackerId) ?? [];
    const last = known.at(-1);
    if (last && (recordedAt <= last.recordedAt || isSamePlace(last, { latitude, longitude }))) return;
    const kept = known.filter((point) => point.recordedAt >= recordedAt - TRAILS_MS);
    this.#points.set(trackerId, [...kept, { latitude, longitude, recordedAt }]);
  }
}

function isSamePlace(a: GeoPoint, b: GeoPoint): boolean {
  return (
    Math.abs(a.latitude - b.latitude) < SAME_PLACE_DEGREES && Math.abs(a.longitude - b.longitude) < SAME_PLACE_DEGREES
  );
}
