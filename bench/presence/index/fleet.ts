import { seededRandom } from '../seeded-random.ts';
import type { Position } from './layouts.ts';

const TRACKERS = 1_000;
const STEP_METERS = 20;
const METERS_PER_DEGREE = 111_195;

/** As many points as `starts`: those of a fleet that walks about, each tracker reporting in turn. */
export function fleetFrom(starts: readonly Position[]): Position[] {
  const random = seededRandom(9);
  const places = starts.slice(0, TRACKERS);
  const headings = places.map(() => random() * 2 * Math.PI);
  return starts.map((_start, fix): Position => {
    const tracker = fix % places.length;
    const [x, y] = places[tracker] ?? [0, 0];
    const heading = (headings[tracker] ?? 0) + (random() - 0.5);
    headings[tracker] = heading;
    const step = STEP_METERS / METERS_PER_DEGREE;
    const place: Position = [x + step * Math.cos(heading), y + step * Math.sin(heading)];
    places[tracker] = place;
    return place;
  });
}
