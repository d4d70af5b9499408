import type { RecordedFix } from '../../src/replay/recorded-fix.ts';
import type { RecordedZone } from '../../src/replay/read-zones.ts';
import { seededRandom } from './seeded-random.ts';

/** Steps of a walk, about 11 m of latitude; exact in units of 1e-7 degrees. */
const STEP_DEGREES = 1e-4;
const CENTER = { latitude: 46, longitude: 8 };
/** Enough of them make minutes of work. */
const ROUND_MS = 2_000;

/** How many trackers report how often, from when on. */
export interface Numbering {
  readonly trackers: number;
  readonly fixesEach: number;
  /** Unix milliseconds of the first fix. */
  readonly from: number;
  readonly seed: number;
}

/**
 * Fixes that are numbered by their place in the list: `fixesEach` rounds of one fix per tracker, two seconds apart. Everybody
 * walks about at random in and out of {@link crossedZones}, and is outside of all in the last round, so that nothing lasts
 * until it is looked at.
 */
export function numberedFixes({ trackers, fixesEach, from, seed }: Numbering): RecordedFix[] {
  const random = seededRandom(seed);
  const step = () => Math.floor(random() * 3) - 1;
  const places = Array.from({ length: trackers }, () => ({ north: 0, east: 0 }));
  const fixes: RecordedFix[] = [];
  for (let round = 0; round < fixesEach; round += 1) {
    for (const [tracker, place] of places.entries()) {
      const isLast = round === fixesEach - 1;
      place.north = isLast ? FARTHEST : clamp(place.north + step());
      place.east = isLast ? FARTHEST : clamp(place.east + step());
      fixes.push({
        identifier: `walker-${tracker}`,
        at: from + round * ROUND_MS,
        latitude: exact(CENTER.latitude + place.north * STEP_DEGREES),
        longitude: exact(CENTER.longitude + place.east * STEP_DEGREES),
      });
    }
  }
  return fixes;
}

/** Zones around the middle that overlap, so that most steps cross a border of one. No fix lies on a border. */
export function crossedZones(): RecordedZone[] {
  const boxes = [
    [-2.5, -2.5, 2.5, 2.5],
    [0.5, 0.5, 8.5, 8.5],
    [-8.5, -8.5, -0.5, 1.5],
    [-5.5, 1.5, 3.5, 6.5],
  ] as const;
  return boxes.map((box, index) => ({ name: `crossed:${index}`, boundary: boxOf(box) }));
}

function boxOf([west, south, east, north]: readonly [number, number, number, number]) {
  const at = (x: number, y: number) => [CENTER.longitude + x * STEP_DEGREES, CENTER.latitude + y * STEP_DEGREES];
  const ring = [at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)];
  return { type: 'Polygon', coordinates: [ring] };
}

/** Steps from the middle, beyond every zone. */
const FARTHEST = 10;

function clamp(steps: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, steps));
}

function exact(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
