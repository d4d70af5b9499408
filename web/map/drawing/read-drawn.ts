import type { Feature, Position } from 'geojson';
import { circle, distanceMeters } from '../features/circle.ts';
import type { DrawnShape } from './drawn-shape.ts';

/** The shape that finished features of the drawing library make; of several kinds, the one drawn last. Null: none. */
export function readDrawn(features: readonly Feature[]): DrawnShape | null {
  const finished = features.filter(({ properties }) => !properties?.['currentlyDrawing']);
  const last = finished.findLast(({ properties }) => kindOf(properties?.['mode']) !== null);
  switch (kindOf(last?.properties?.['mode'])) {
    case 'polygon':
      return { kind: 'polygon', rings: finished.flatMap((one) => (isOf(one, 'polygon') ? ringsOf(one) : [])) };
    case 'circle':
      return last ? circleOf(last) : null;
    case 'corridor':
      return last?.geometry.type === 'LineString' ? { kind: 'corridor', line: last.geometry } : null;
    case null:
      return null;
  }
}

/** A shape as features of the drawing library. */
export function writeDrawn(shape: DrawnShape): Feature[] {
  const feature = (mode: string, geometry: Feature['geometry']): Feature => ({
    type: 'Feature',
    properties: { mode },
    geometry,
  });
  switch (shape.kind) {
    case 'polygon':
      return shape.rings.map((ring) => feature('polygon', { type: 'Polygon', coordinates: [[...ring]] }));
    case 'circle': {
      const { center, radiusMeters } = shape;
      const { geometry } = feature('circle', circle(center, radiusMeters));
      return [{ type: 'Feature', properties: { mode: 'circle', radiusKilometers: radiusMeters / 1_000 }, geometry }];
    }
    case 'corridor':
      return [feature('linestring', shape.line)];
  }
}

/** The library's name of a way to draw, in ours; null for anything else, such as handles. */
function kindOf(mode: unknown): DrawnShape['kind'] | null {
  if (mode === 'linestring') return 'corridor';
  return mode === 'polygon' || mode === 'circle' ? mode : null;
}

function isOf({ properties }: Feature, mode: string): boolean {
  return properties?.['mode'] === mode;
}

function ringsOf({ geometry }: Feature): Position[][] {
  return geometry.type === 'Polygon' ? geometry.coordinates.slice(0, 1) : [];
}

/** A circle is kept by the library as a ring around its centre. */
function circleOf(feature: Feature): DrawnShape | null {
  const [ring = []] = ringsOf(feature);
  const [xs, ys] = [ring.map(([x = 0]) => x), ring.map(([, y = 0]) => y)];
  if (!ring.length) return null;
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const center = { latitude: (Math.min(...ys) + Math.max(...ys)) / 2, longitude: (west + east) / 2 };
  const radiusMeters = distanceMeters(center, { latitude: center.latitude, longitude: east });
  return { kind: 'circle', center, radiusMeters };
}
