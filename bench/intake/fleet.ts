import { degrees, quantiseDegrees } from '@trekker/geo';

import { LAYOUTS, type Position } from '../presence/index/layouts.ts';
import { drawTracks } from '../presence/engine/tracks.ts';
import { seededRandom } from '../presence/seeded-random.ts';

/** Geofences of everything that is measured. */
export const GEOFENCES = 1_000;
const EVERY_MS = 10_000;
const STEP_METERS = 15;
/** People at work walk for a minute of five and are about where they stand for the rest, as their devices see it. */
const WORK = { fixes: 30, walked: 6, jitterMeters: 2 };
const METERS_PER_DEGREE = 111_195;

/** Where a tracker says it is. */
export interface FleetFix {
  /** Which tracker, from 0. */
  readonly tracker: number;
  /** Unix milliseconds. */
  readonly time: number;
  readonly latitude: number;
  readonly longitude: number;
}

/** Rings of the geofences: two industrial sites of 500 zones each. */
export function ringsOfSite(): readonly (readonly Position[])[] {
  return LAYOUTS.sites(GEOFENCES).rings;
}

/** Name of a tracker, as its device reports it. */
export function identifierOf(tracker: number): string {
  return `bench-${tracker}`;
}

/** How trackers move: on and on, or as people at work do. */
export type Gait = 'walking' | 'working';

/** What to draw of a fleet. */
export interface FleetOptions {
  readonly trackers: number;
  /** Fixes of each tracker. */
  readonly each: number;
  /**
   * Time of the last, Unix milliseconds. An hour ago nothing is too early and nothing has to wait for a later deadline, but
   * each fix by itself tells of the silence behind it, as none of a tracker that is heard now does.
   */
  readonly end: number;
  /** Ten seconds unless told otherwise. */
  readonly everyMs?: number;
  /** Walking unless told otherwise: with every second fix some boundary is crossed. */
  readonly gait?: Gait;
}

/** Fixes of trackers on the sites, in order of time. */
export function fleetFixes({ trackers, each, end, everyMs = EVERY_MS, gait = 'walking' }: FleetOptions): FleetFix[] {
  const steps = gait === 'walking' ? each : walkedBy(each + WORK.fixes);
  const tracks = drawTracks({
    starts: LAYOUTS.sites(GEOFENCES).points,
    trackers,
    fixes: steps,
    everyMs,
    stepMeters: STEP_METERS,
  });
  const random = seededRandom(10);
  const near = () => (gait === 'walking' ? 0 : ((random() - 0.5) * 2 * WORK.jitterMeters) / METERS_PER_DEGREE);
  return Array.from({ length: each }, (_, fix) =>
    Array.from({ length: trackers }, (__, tracker): FleetFix => {
      // Not all walk at the same time.
      const step = gait === 'walking' ? fix : walkedBy(fix + (tracker % WORK.fixes));
      const { latitude = 0, longitude = 0 } = tracks[step * trackers + tracker] ?? {};
      const time = end - (each - 1 - fix) * everyMs;
      return { tracker, time, latitude: onGrid(latitude + near()), longitude: onGrid(longitude + near()) };
    }),
  ).flat();
}

/** How many steps somebody at work has walked after so many fixes. */
function walkedBy(fixes: number): number {
  return Math.floor(fixes / WORK.fixes) * WORK.walked + Math.min(fixes % WORK.fixes, WORK.walked);
}

function onGrid(value: number): number {
  return degrees(quantiseDegrees(value));
}
