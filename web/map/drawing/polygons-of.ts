import type { MultiPolygon, Polygon, Position } from 'geojson';

type Ring = readonly Position[];

/** The area that rings enclose: a ring inside another is a hole of it, one inside a hole an island again. */
export function polygonsOf(rings: readonly Ring[]): Polygon | MultiPolygon | null {
  const outside = (ring: Ring) => rings.filter((other) => other !== ring && isWithin(ring, other));
  const shells = rings.filter((ring) => outside(ring).length % 2 === 0);
  const polygons = shells.map((shell) => {
    const depth = outside(shell).length;
    const holes = rings.filter((ring) => isWithin(ring, shell) && outside(ring).length === depth + 1);
    return [shell, ...holes].map((ring) => [...ring]);
  });
  const [first] = polygons;
  if (!first) return null;
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: first }
    : { type: 'MultiPolygon', coordinates: polygons };
}

/** The rings of an area, shells before their holes. */
export function ringsOf(area: Polygon | MultiPolygon): Position[][] {
  return area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
}

/** Whether all corners of a ring lie in another; rings that cross are told apart by the service, which names where. */
function isWithin(ring: Ring, other: Ring): boolean {
  return ring !== other && ring.every((corner) => contains(other, corner));
}

/** Even-odd rule by a ray to the east. */
function contains(ring: Ring, [x = 0, y = 0]: Position): boolean {
  let inside = false;
  for (const [index, [x2 = 0, y2 = 0]] of ring.entries()) {
    const [x1 = 0, y1 = 0] = ring[index - 1] ?? ring.at(-1) ?? [];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
}
