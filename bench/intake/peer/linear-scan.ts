import type { Position } from '../../presence/index/layouts.ts';

/** Which rings contain a point: one after the other, each by its box and then edge by edge. */
export function linearScan(
  rings: readonly (readonly Position[])[],
): (longitude: number, latitude: number) => readonly number[] {
  const fences = rings.map(fenceOf);
  return (x, y) => [...fences.keys()].filter((index) => contains(fences[index] as Fence, x, y));
}

type Fence = ReturnType<typeof fenceOf>;

function fenceOf(ring: readonly Position[]) {
  return {
    west: Math.min(...ring.map(([x]) => x)),
    east: Math.max(...ring.map(([x]) => x)),
    south: Math.min(...ring.map(([, y]) => y)),
    north: Math.max(...ring.map(([, y]) => y)),
    xs: Float64Array.from(ring, ([x]) => x),
    ys: Float64Array.from(ring, ([, y]) => y),
  };
}

function contains({ west, east, south, north, xs, ys }: Fence, x: number, y: number): boolean {
  if (x < west || x > east || y < south || y > north) return false;
  let isInside = false;
  for (let at = 0, last = xs.length - 1; at < xs.length; last = at++) {
    const [ya = 0, yb = 0, xa = 0, xb = 0] = [ys[at], ys[last], xs[at], xs[last]];
    if (ya > y !== yb > y && x < ((xb - xa) * (y - ya)) / (yb - ya) + xa) isInside = !isInside;
  }
  return isInside;
}
