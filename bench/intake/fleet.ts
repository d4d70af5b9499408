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
 * Trackers that walk about the sites, a fix each ten seconds, in order of time. The last one was recorded an hour before
 * now: nothing is too early, and nothing still has to wait for a later deadline.
 *
 * @param end Unix milliseconds.
 */
export function fleetFixes({ trackers, each, end }: { trackers: number; each: number; end: number }): FleetFix[] {
  const tracks = drawTracks({
    starts: LAYOUTS.sites(GEOFENCES).points,
    trackers,
    fixes: each,
    everyMs: EVERY_MS,
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
