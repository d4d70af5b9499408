import type { Polygon } from 'geojson';
import type { GeoPoint } from '../engine.ts';

const EARTH_RADIUS_METERS = 6_371_008.8;
const CORNERS = 64;

/**
 * A circle on the ground as a polygon of 64 corners, by the destination formula of the sphere; for circles of up to
 * some kilometres it differs from the ellipsoid's by less than 0.5 %.
 */
export function circle({ latitude, longitude }: GeoPoint, radiusMeters: number): Polygon {
  const angular = radiusMeters / EARTH_RADIUS_METERS;
  const phi = radians(latitude);
  const ring = Array.from({ length: CORNERS }, (_, corner): [number, number] => {
    const bearing = (corner / CORNERS) * 2 * Math.PI;
    const phi2 = Math.asin(Math.sin(phi) * Math.cos(angular) + Math.cos(phi) * Math.sin(angular) * Math.cos(bearing));
    const lambda = Math.atan2(
      Math.sin(bearing) * Math.sin(angular) * Math.cos(phi),
      Math.cos(angular) - Math.sin(phi) * Math.sin(phi2),
    );
    return [longitude + degrees(lambda), degrees(phi2)];
  });
  const [first = [longitude, latitude]] = ring;
  return { type: 'Polygon', coordinates: [[...ring, first]] };
}

/** The distance of two points on the ground in metres, by the haversine formula of the same sphere. */
export function distanceMeters(from: GeoPoint, to: GeoPoint): number {
  const [phi1, phi2] = [radians(from.latitude), radians(to.latitude)];
  const half = (degreesApart: number) => Math.sin(radians(degreesApart) / 2) ** 2;
  const a = half(to.latitude - from.latitude) + Math.cos(phi1) * Math.cos(phi2) * half(to.longitude - from.longitude);
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.sqrt(a));
}

function radians(value: number): number {
  return (value * Math.PI) / 180;
}

function degrees(value: number): number {
  return (value * 180) / Math.PI;
}
