import type { Point, Ring } from './plane.ts';

/** Whether a point lies in a ring, by the even-odd rule; on its edge either may come out. */
export function isInRing({ x, y }: Point, ring: Ring): boolean {
  let inside = false;
  for (const [a, b] of edges(ring)) {
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** The parts of a straight way that lie in a ring, as shares `[from, to)` of its length, in order. */
export function insideShares(from: Point, to: Point, ring: Ring): [number, number][] {
  const cuts = edges(ring).flatMap(([a, b]) => crossing(from, to, { a, b }));
  const stops = [0, ...cuts.toSorted((one, other) => one - other), 1];
  return stops.slice(1).flatMap((end, index): [number, number][] => {
    const begin = stops[index] ?? 0;
    const middle = (begin + end) / 2;
    const point = { x: from.x + (to.x - from.x) * middle, y: from.y + (to.y - from.y) * middle };
    return end > begin && isInRing(point, ring) ? [[begin, end]] : [];
  });
}

/** The share of the way at which it crosses an edge; none where they are parallel or do not meet. */
function crossing(from: Point, to: Point, { a, b }: { a: Point; b: Point }): number[] {
  const [dx, dy, ex, ey] = [to.x - from.x, to.y - from.y, b.x - a.x, b.y - a.y];
  const cross = dx * ey - dy * ex;
  if (cross === 0) return [];
  const way = ((a.x - from.x) * ey - (a.y - from.y) * ex) / cross;
  const edge = ((a.x - from.x) * dy - (a.y - from.y) * dx) / cross;
  return way > 0 && way < 1 && edge >= 0 && edge <= 1 ? [way] : [];
}

function edges(ring: Ring): [Point, Point][] {
  return ring.map((point, index) => [point, ring[(index + 1) % ring.length] ?? point]);
}
