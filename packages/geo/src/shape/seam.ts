import { coordinateAt } from '../typed-read.ts';
import type { EdgeBands } from './edge-bands.ts';
import type { PreparedPolygon } from './prepare.ts';

/**
 * Edges that exist only because a map ends: along a pole, and along the antimeridian where the shape goes on behind it.
 * Nobody crosses a border there, so they are no boundary to be near to.
 */
export interface Seam {
  /** For each polygon which of its edges lie on the seam (1), or null where none does. */
  readonly edges: readonly (Uint8Array | null)[];
  /** Stretches of the antimeridian that are boundary after all: latitudes, from and to in turn. */
  readonly rest: Float64Array;
}

/** The seam of a shape's polygons. */
export function findSeam(polygons: readonly PreparedPolygon[]): Seam {
  const latitudes: number[] = [];
  const edges = polygons.map(({ frame, bands }) => {
    if (!reachesSeam(bands)) return null;
    return bands.isEdge.map((is, edge) => {
      if (is === 0) return 0;
      if (isAlong(bands.ys, edge, 90)) return 1;
      if (frame !== 'greenwich' || !isAlong(bands.xs, edge, 180)) return 0;
      latitudes.push(coordinateAt(bands.ys, edge), coordinateAt(bands.ys, edge + 1));
      return 1;
    });
  });
  return { edges, rest: oddlyCovered(latitudes) };
}

/** Where both faces have an edge the shape goes on; the sorted ends pair up to the stretches that only one face has. */
function oddlyCovered(ends: readonly number[]): Float64Array {
  const sorted = ends.toSorted((a, b) => a - b);
  const rest: number[] = [];
  for (let at = 0; at + 1 < sorted.length; at += 2) {
    const [from = 0, to = 0] = sorted.slice(at, at + 2);
    if (from < to) rest.push(from, to);
  }
  return Float64Array.from(rest);
}

function reachesSeam({ west, east, south, north }: EdgeBands): boolean {
  return west === -180 || east === 180 || south === -90 || north === 90;
}

/** Whether an edge lies on the line where the coordinate is `limit`, or on that of `-limit`. */
function isAlong(values: Float64Array, edge: number, limit: number): boolean {
  const value = coordinateAt(values, edge);
  return Math.abs(value) === limit && coordinateAt(values, edge + 1) === value;
}
