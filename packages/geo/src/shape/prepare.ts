import { createEdgeBands, locate, type EdgeBands, type Location } from './edge-bands.ts';
import { frameX, planePolygon, TURNS, type Frame } from './plane-polygon.ts';
import type { Polygon, PolygonShape } from './shape.ts';

/** A polygon laid out in one plane with its edges indexed. */
export interface PreparedPolygon {
  readonly frame: Frame;
  readonly bands: EdgeBands;
}

const prepared = new WeakMap<PolygonShape, readonly PreparedPolygon[]>();

/** The shape's polygons, indexed at the first call and kept as long as the shape is. Shapes are never changed in place. */
export function prepare(shape: PolygonShape): readonly PreparedPolygon[] {
  const known = prepared.get(shape);
  if (known !== undefined) return known;
  const made = shape.polygons.map(preparePolygon);
  prepared.set(shape, made);
  return made;
}

/** Lays out and indexes one polygon. */
export function preparePolygon(polygon: Polygon): PreparedPolygon {
  const plane = planePolygon(polygon);
  return { frame: plane.frame, bands: createEdgeBands(plane.rings) };
}

/** Where a point is as to one polygon, whichever turn of the plane the polygon lies in. */
export function locateInPolygon({ frame, bands }: PreparedPolygon, longitude: number, latitude: number): Location {
  const x = frameX(frame, longitude);
  let found: Location = 'outside';
  for (const turn of TURNS) {
    const location = locate(bands, x + turn, latitude);
    if (location === 'inside') return location;
    if (location === 'boundary') found = location;
  }
  return found;
}
