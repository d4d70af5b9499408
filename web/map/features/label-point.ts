import type { MultiPolygon, Polygon, Position } from 'geojson';

/** How far below its northern end a shape is labelled, as a part of its height. */
const DEPTH = 0.08;

/**
 * Where the label of a shape belongs, `[longitude, latitude]`: near its northern end, so that it leaves the middle to
 * the people inside, in the middle of the widest stretch that lies inside there.
 */
export function labelPoint(geometry: Polygon | MultiPolygon): Position {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const rings = polygons.toSorted((a, b) => heightOf(b[0] ?? []) - heightOf(a[0] ?? []))[0] ?? [];
  const outer = rings[0] ?? [];
  const north = Math.max(...outer.map(([, latitude = 0]) => latitude));
  const latitude = north - heightOf(outer) * DEPTH;
  const crossings = rings.flatMap((ring) => crossingsOf(ring, latitude)).toSorted((a, b) => a - b);
  let widest: readonly [number, number] | null = null;
  for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
    const [west = 0, east = 0] = crossings.slice(pair, pair + 2);
    if (!widest || east - west > widest[1] - widest[0]) widest = [west, east];
  }
  return widest ? [(widest[0] + widest[1]) / 2, latitude] : (outer[0] ?? [0, 0]);
}

function heightOf(ring: readonly Position[]): number {
  const latitudes = ring.map(([, latitude = 0]) => latitude);
  return Math.max(...latitudes) - Math.min(...latitudes);
}

/** The longitudes at which a ring crosses a latitude. */
function crossingsOf(ring: readonly Position[], latitude: number): number[] {
  return ring.slice(1).flatMap(([x2 = 0, y2 = 0], index) => {
    const [x1 = 0, y1 = 0] = ring[index] ?? [];
    return y1 > latitude === y2 > latitude ? [] : [x1 + ((latitude - y1) / (y2 - y1)) * (x2 - x1)];
  });
}
