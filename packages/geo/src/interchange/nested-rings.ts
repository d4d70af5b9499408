import { coordinateAt } from '../typed-read.ts';
import { createEdgeBands, locate, type EdgeBands } from '../shape/edge-bands.ts';
import { planeLine } from '../shape/plane-polygon.ts';

/** Longitudes and latitudes in turn, as GeoJSON has them. */
export type Positions = readonly (readonly [number, number])[];

/** Of more rings than this, which nobody draws by hand, each is a polygon of its own. */
const MOST_RINGS = 1_000;

/** Polygons made of closed rings that came in no order: a ring within an odd number of others is a hole of the innermost. */
export function nestedRings(rings: readonly Positions[]): Positions[][] {
  if (rings.length > MOST_RINGS) return rings.map((ring) => [ring]);
  const placed = rings.map((ring) => {
    const { vertices } = planeLine({ coordinates: Float64Array.from(ring.flat()) });
    return { ring, vertices, bands: createEdgeBands([{ vertices }]) };
  });
  const around = placed.map((inner) =>
    placed.filter((outer) => outer !== inner && isWithin(inner.vertices, outer.bands)),
  );
  const isHole = placed.map((_ring, index) => (around[index]?.length ?? 0) % 2 === 1);
  return placed.flatMap((shell, index) => {
    if (isHole[index]) return [];
    const depth = (around[index]?.length ?? 0) + 1;
    const holes = placed.filter((_hole, at) => around[at]?.length === depth && around[at].includes(shell));
    return [[shell.ring, ...holes.map(({ ring }) => ring)]];
  });
}

/** Whether a ring runs within another; the first vertex that is not on the other's boundary tells. */
function isWithin(vertices: Float64Array, outer: EdgeBands): boolean {
  for (let at = 0; at < vertices.length; at += 2) {
    const location = locate(outer, coordinateAt(vertices, at), coordinateAt(vertices, at + 1));
    if (location !== 'boundary') return location === 'inside';
  }
  return false;
}
