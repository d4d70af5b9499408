/** A place on the canvas, CSS pixels. */
interface Spot {
  readonly x: number;
  readonly y: number;
}

// Markers nearer to one another cover each other, so that nobody can point at one of them alone.
const COVERING_PX = 10;

/** The marker nearest to a point, and behind it those that cover it or are covered by it; empty where there is none. */
export function stackedAt<Marker extends Spot>(markers: readonly Marker[], { x, y }: Spot): readonly Marker[] {
  const byDistance = markers.toSorted((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y));
  const [nearest] = byDistance;
  if (!nearest) return [];
  return byDistance.filter((one) => Math.hypot(one.x - nearest.x, one.y - nearest.y) < COVERING_PX);
}
