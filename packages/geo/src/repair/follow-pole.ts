import type { DraftRing, Position } from './draft.ts';

/**
 * A ring that goes round a pole, led along the antimeridian and the pole so that it has an inside in the plane; null
 * where it crosses the antimeridian more than once, so that it is not clear where. The pole is that of its hemisphere.
 */
export function followPole(ring: DraftRing): DraftRing | null {
  const crossings = ring.flatMap((to, index) => {
    const from = ring[index - 1];
    return from !== undefined && Math.abs(to[0] - from[0]) > 180 ? [index] : [];
  });
  const [index] = crossings;
  const [from, to] = [ring[(index ?? 0) - 1], ring[index ?? 0]];
  if (crossings.length !== 1 || index === undefined || from === undefined || to === undefined) return null;
  const face = from[0] > 0 ? 180 : -180;
  const [before, after] = [Math.abs(face - from[0]), Math.abs(-face - to[0])];
  const latitude = from[1] + (before / (before + after || 1)) * (to[1] - from[1]);
  const pole = ring.reduce((sum, [, y]) => sum + y, 0) > 0 ? 90 : -90;
  const way: Position[] = [
    [face, latitude],
    [face, pole],
    [-face, pole],
    [-face, latitude],
  ];
  return [...ring.slice(0, index), ...way, ...ring.slice(index)];
}
