import type { GeoBounds, GeoPoint } from '../engine.ts';

/** The box around some points, or null when there are none. */
export function boundsOf(points: Iterable<GeoPoint>): GeoBounds | null {
  let [south, west, north, east] = [90, 180, -90, -180];
  for (const { latitude, longitude } of points) {
    south = Math.min(south, latitude);
    west = Math.min(west, longitude);
    north = Math.max(north, latitude);
    east = Math.max(east, longitude);
  }
  return south <= north ? { south, west, north, east } : null;
}

/** The box grown by a part of its size on every side, so that a small move stays inside. */
export function widened({ south, west, north, east }: GeoBounds, part: number): GeoBounds {
  const height = (north - south) * part;
  const width = (east - west) * part;
  return { south: south - height, west: west - width, north: north + height, east: east + width };
}

/** Whether a point lies in a box or on its edge. */
export function isWithin({ latitude, longitude }: GeoPoint, { south, west, north, east }: GeoBounds): boolean {
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}

/** Whether the first box lies within the second. */
export function liesWithin(inner: GeoBounds, outer: GeoBounds): boolean {
  return (
    inner.south >= outer.south && inner.west >= outer.west && inner.north <= outer.north && inner.east <= outer.east
  );
}
