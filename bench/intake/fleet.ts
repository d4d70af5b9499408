import { LAYOUTS, type Position } from '../presence/index/layouts.ts';
import { drawTracks } from '../presence/engine/tracks.ts';

/** Geofences of everything that is measured. */
export const GEOFENCES = 1_000;
const EVERY_MS = 10_000;
const STEP_METERS = 15;

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

/**
 * Trackers that walk about the sites, a fix each ten seconds unless told otherwise, in order of time.
 *
 * @param end time of the last, Unix milliseconds. An hour ago nothing is too early and nothing has to wait for a later
 *   deadline, but each fix by itself tells of the silence behind it, as none of a tracker that is heard now does.
 */
export function fleetFixes({
  trackers,
  each,
  end,
  everyMs = EVERY_MS,
}: {
  trackers: number;
  each: number;
  end: number;
  everyMs?: number;
}): FleetFix[] {
  const tracks = drawTracks({
    starts: LAYOUTS.sites(GEOFENCES).points,
    trackers,
    fixes: each,
    everyMs,
    stepMeters: STEP_METERS,
  });
  const last = tracks.at(-1)?.recordedAt ?? 0;
  return tracks.map(({ tracker, recordedAt, latitude, longitude }) => ({
    tracker,
    time: end - (last - recordedAt),
    latitude,
    longitude,
  }));
}
