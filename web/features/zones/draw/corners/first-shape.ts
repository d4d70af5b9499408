import type { Position } from 'geojson';
import { distanceMeters } from '../../../../map/features/circle.ts';
import type { DrawnShape } from '../../../../map/drawing/drawn-shape.ts';
import type { GeoBounds } from '../../../../map/engine.ts';
import { degreesText } from './coordinate-text.ts';

/** Which part of the view a first shape takes on either side of the middle. */
const HALF_SHARE = 0.125;

/** A shape in the middle of what is seen, to be moved from there by keys. */
export function firstShape(kind: DrawnShape['kind'], { south, west, north, east }: GeoBounds): DrawnShape {
  const [latitude, longitude] = [(south + north) / 2, (west + east) / 2];
  const [up, right] = [(north - south) * HALF_SHARE, (east - west) * HALF_SHARE];
  const at = (x: number, y: number): Position => [shown(longitude + x * right), shown(latitude + y * up)];
  switch (kind) {
    case 'polygon':
      return { kind, rings: [[at(-1, -1), at(1, -1), at(1, 1), at(-1, 1), at(-1, -1)]] };
    case 'circle': {
      const center = { latitude: shown(latitude), longitude: shown(longitude) };
      return { kind, center, radiusMeters: Math.max(1, Math.round(distanceMeters(center, { latitude: latitude + up, longitude }))) }; // prettier-ignore
    }
    case 'corridor':
      return { kind, line: { type: 'LineString', coordinates: [at(-1, 0), at(1, 0)] } };
  }
}

/** As exact as it is shown, so that the list shows what there is. */
function shown(degrees: number): number {
  return Number(degreesText(degrees));
}
