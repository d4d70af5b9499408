import { contains, haversineMeters, type Point } from '@trekker/geo';

import type { Area } from './area.ts';

/** A tracker that was in an area: instants in Unix milliseconds. */
export interface Sighting {
  readonly trackerId: string;
  firstAt: number;
  lastAt: number;
  positions: number;
  /** How near to the middle of the area it came, metres, and when. */
  closestMeters: number;
  closestAt: number;
}

/** Takes a position of a box into what is known of its tracker, if it lies in the area. */
export function sight(sightings: Map<string, Sighting>, area: Area, { trackerId, at, point }: Seen): void {
  if (area.shape && !contains(area.shape, point)) return;
  const meters = haversineMeters(area.middle, point);
  const known = sightings.get(trackerId);
  if (!known) {
    sightings.set(trackerId, {
      trackerId,
      firstAt: at,
      lastAt: at,
      positions: 1,
      closestMeters: meters,
      closestAt: at,
    });
    return;
  }
  known.lastAt = at;
  known.positions += 1;
  if (meters >= known.closestMeters) return;
  known.closestMeters = meters;
  known.closestAt = at;
}

/** A position; those of a tracker come in their order. */
export interface Seen {
  readonly trackerId: string;
  readonly at: number;
  readonly point: Point;
}
