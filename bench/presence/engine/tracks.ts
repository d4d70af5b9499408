import { degrees, quantiseDegrees } from '@trekker/geo';
import type { Position } from '../index/layouts.ts';
import { seededRandom } from '../seeded-random.ts';

/** A fix of one of many trackers. */
export interface TrackFix {
  /** Which tracker, from 0. */
  readonly tracker: number;
  /** Unix milliseconds. */
  readonly recordedAt: number;
  readonly latitude: number;
  readonly longitude: number;
}

/** Tracks to draw: trackers that wander about, each from one of the places, with so many fixes so often. */
export interface TrackOptions {
  readonly starts: readonly Position[];
  readonly trackers: number;
  readonly fixes: number;
  readonly everyMs: number;
  /** How far a tracker gets from one fix to the next at most. */
  readonly stepMeters: number;
}

const METERS_PER_DEGREE = 111_195;
const BEGIN = Date.UTC(2026, 2, 2);

/** Fixes of all trackers in order of time; places in whole 1e-7 degrees. */
export function drawTracks({ starts, trackers, fixes, everyMs, stepMeters }: TrackOptions): TrackFix[] {
  const random = seededRandom(9);
  const movers = Array.from({ length: trackers }, (_, index) => {
    const [x, y] = starts[index % starts.length] ?? [0, 0];
    return { x, y, heading: random() * 2 * Math.PI };
  });
  return Array.from({ length: fixes }, (_, step) =>
    movers.map((mover, tracker) => {
      mover.heading += random() - 0.5;
      const reach = (random() * stepMeters) / METERS_PER_DEGREE;
      mover.x += (reach * Math.cos(mover.heading)) / Math.cos((mover.y * Math.PI) / 180);
      mover.y += reach * Math.sin(mover.heading);
      const [longitude, latitude] = [onGrid(mover.x), onGrid(mover.y)];
      return { tracker, recordedAt: BEGIN + step * everyMs, latitude, longitude };
    }),
  ).flat();
}

function onGrid(value: number): number {
  return degrees(quantiseDegrees(value));
}
