import type { GeoPoint } from '../../../map/engine.ts';
import { zoneBounds, type MapZone } from '../../../map/features/zone-features.ts';

/** A circle about which people walk who do not exist. */
export interface WalkedArea extends GeoPoint {
  readonly radiusMeters: number;
}

const METERS_PER_DEGREE = 111_195;
/** A little beyond the corners of the zone, so that they go in and out. */
const BEYOND = 1.1;
/** What the API takes, with room to walk. */
const RADIUS = { least: 25, most: 5_000 };

/** The circle around a zone; null for one that is nowhere. */
export function walkedArea(zone: MapZone): WalkedArea | null {
  const box = zoneBounds([zone]);
  if (!box) return null;
  const [latitude, longitude] = [(box.south + box.north) / 2, (box.west + box.east) / 2];
  const height = (box.north - box.south) * METERS_PER_DEGREE;
  const width = (box.east - box.west) * METERS_PER_DEGREE * Math.cos((latitude * Math.PI) / 180);
  const radius = Math.round((BEYOND * Math.hypot(height, width)) / 2);
  return { latitude, longitude, radiusMeters: Math.min(Math.max(radius, RADIUS.least), RADIUS.most) };
}

/** Zones from the largest to the smallest. */
export function largestFirst(zones: readonly MapZone[]): MapZone[] {
  return zones.toSorted((a, b) => (walkedArea(b)?.radiusMeters ?? 0) - (walkedArea(a)?.radiusMeters ?? 0));
}
