import { parseCircle, parseShape, type ParsedShape, type Point, type Shape } from '@trekker/geo';

// A yard a few hundred metres wide, in metres east and north of its middle.

const MIDDLE: Point = { latitude: 48.137, longitude: 11.575 };
const METERS_PER_DEGREE = (Math.PI / 180) * 6_371_008.8;

/** Shapes of the yard as a caller gives them. No place that is a multiple of 25 m away lies on one of their borders. */
export const OUTLINES = {
  disc: { circle: { center: MIDDLE, radiusMeters: 110 } },
  spot: { circle: { center: placeAt(50, 0), radiusMeters: 32 } },
  court: { boundary: polygon([ring(-160, -110, 160, 110), ring(-40, -40, 40, 40)]) },
  corner: { boundary: polygon([[[-210, -90], [10, -90], [10, -10], [-110, -10], [-110, 90], [-210, 90], [-210, -90]]]) },
} as const; // prettier-ignore

/** Names of the shapes. */
export type PlaceName = keyof typeof OUTLINES;
export const PLACES = Object.keys(OUTLINES) as PlaceName[];

const shapes = new Map<PlaceName, Shape>(PLACES.map((name) => [name, parsed(OUTLINES[name])]));

/** One of the shapes, always the same object. */
export function shapeNamed(name: PlaceName): Shape {
  const shape = shapes.get(name);
  if (!shape) throw new Error(`the yard has no ${name}`);
  return shape;
}

/** A point so many metres from the middle. */
export function placeAt(east: number, north: number): Point {
  const latitude = MIDDLE.latitude + north / METERS_PER_DEGREE;
  const scale = METERS_PER_DEGREE * Math.cos((MIDDLE.latitude * Math.PI) / 180);
  const rounded = (value: number) => Math.round(value * 1e7) / 1e7;
  return { latitude: rounded(latitude), longitude: rounded(MIDDLE.longitude + east / scale) };
}

function ring(west: number, south: number, east: number, north: number): [number, number][] {
  return [[west, south], [east, south], [east, north], [west, north], [west, south]]; // prettier-ignore
}

function polygon(rings: readonly (readonly (readonly [number, number])[])[]) {
  const coordinates = rings.map((each) =>
    each.map(([east, north]) => {
      const { latitude, longitude } = placeAt(east, north);
      return [longitude, latitude];
    }),
  );
  return { type: 'Polygon', coordinates };
}

function parsed(outline: (typeof OUTLINES)[PlaceName]): Shape {
  const found: ParsedShape =
    'circle' in outline
      ? parseCircle(outline.circle.center, outline.circle.radiusMeters)
      : parseShape(outline.boundary);
  if (found.kind === 'invalid') throw new Error(found.problems[0]?.message);
  return found.shape;
}
