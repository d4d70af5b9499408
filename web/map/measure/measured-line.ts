import { areaSquareMeters, haversineMeters } from '@trekker/geo/sphere';
import type { GeoPoint } from '../engine.ts';

/** A line somebody puts on the map to measure with. */
export interface MeasuredLine {
  readonly points: readonly GeoPoint[];
  /** Whether it leads back to its first point. */
  readonly closed: boolean;
}

/** How long a line is. */
export interface Measures {
  /** Length of each piece in metres, that back to the first point last. */
  readonly pieces: readonly number[];
  readonly totalMeters: number;
  /** Of a closed line, else null. */
  readonly areaSquareMeters: number | null;
}

/** From so many points on a line can be closed. */
export const FEWEST_TO_CLOSE = 3;

/** Lengths along the surface of the sphere, and the area inside. */
export function measuresOf(line: MeasuredLine): Measures {
  const corners = cornersOf(line);
  const pieces = corners.slice(1).map((corner, index) => haversineMeters(corners[index] ?? corner, corner));
  return {
    pieces,
    totalMeters: pieces.reduce((sum, meters) => sum + meters, 0),
    areaSquareMeters: line.closed ? areaWithin(corners) : null,
  };
}

/** The points a line goes through, the first one again at the end of a closed line. */
export function cornersOf({ points, closed }: MeasuredLine): readonly GeoPoint[] {
  return closed ? [...points, ...points.slice(0, 1)] : points;
}

/** A line with one more point; at its first point it closes where it can. */
export function extended({ points, closed }: MeasuredLine, point: GeoPoint, isAtStart: boolean): MeasuredLine {
  if (closed) return { points: [point], closed: false };
  if (isAtStart && points.length >= FEWEST_TO_CLOSE) return { points, closed: true };
  return { points: [...points, point], closed: false };
}

/** A line before its last step: open again, or with one point less. */
export function undone({ points, closed }: MeasuredLine): MeasuredLine {
  return { points: closed ? points : points.slice(0, -1), closed: false };
}

function areaWithin(corners: readonly GeoPoint[]): number {
  const coordinates = Float64Array.from(corners.flatMap(({ longitude, latitude }) => [longitude, latitude]));
  return areaSquareMeters({ kind: 'polygon', polygons: [{ shell: { coordinates }, holes: [] }] });
}
