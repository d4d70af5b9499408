/** How many were accounted for from an instant on. */
export interface CurvePoint {
  /** RFC 3339. */
  readonly at: string;
  readonly accounted: number;
  readonly total: number;
}

/** The picture of a curve: `points` of an SVG polyline in a box of `width` by `height`, and what its axes span. */
export interface Curve {
  readonly points: string;
  readonly most: number;
  /** Milliseconds from the first point to the last. */
  readonly lengthMs: number;
}

/** A curve in steps: each number holds until the next. Without at least two instants there is none: null. */
export function curvePoints(
  curve: readonly CurvePoint[],
  { width, height }: { readonly width: number; readonly height: number },
): Curve | null {
  const times = curve.map(({ at }) => Date.parse(at));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const lengthMs = last - first;
  if (!curve.length || !lengthMs) return null;
  const most = Math.max(1, ...curve.map(({ total }) => total));
  const x = (at: string) => round(((Date.parse(at) - first) / lengthMs) * width);
  const y = (accounted: number) => round(height - (accounted / most) * height);
  const corners = curve.flatMap((point, index) => {
    const before = curve[index - 1];
    const here = `${x(point.at)},${y(point.accounted)}`;
    return before ? [`${x(point.at)},${y(before.accounted)}`, here] : [here];
  });
  return { points: corners.join(' '), most, lengthMs };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
