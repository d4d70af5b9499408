import { forEachEdge, type EdgeBands } from './edge-bands.ts';
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
    const onSeam = new Uint8Array(bands.vertices.length / 2);
    forEachEdge(bands, (edge) => {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = bands.vertices.subarray(2 * edge, 2 * edge + 4);
      const isAtAntimeridian = frame === 'greenwich' && Math.abs(x1) === 180 && x2 === x1;
      const isAtPole = Math.abs(y1) === 90 && y2 === y1;
      if (isAtAntimeridian || isAtPole) onSeam[edge] = 1;
      if (isAtAntimeridian && !isAtPole) latitudes.push(y1, y2);
    });
    return onSeam;
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
