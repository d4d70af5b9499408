import type { ShownFrom } from './as-known.ts';

/** How many people were accounted for from an instant (Unix milliseconds) on. */
export interface CurvePoint {
  readonly at: number;
  readonly accounted: number;
  /** People on the list then who are to be accounted for. */
  readonly total: number;
}

/** Seconds without pauses until parts of all people were accounted for, and stayed so; null where they are not. */
export interface Times {
  readonly secondsTo50: number | null;
  readonly secondsTo90: number | null;
  readonly secondsTo100: number | null;
}

/** Every step of a curve, the first at the start (Unix milliseconds). @param people changes of each, oldest first. */
export function curveOf(startedAt: number, people: readonly (readonly ShownFrom[])[]): CurvePoint[] {
  const steps = new Map<number, { accounted: number; total: number }>([[startedAt, { accounted: 0, total: 0 }]]);
  for (const changes of people) {
    let before = { accounted: 0, total: 0 };
    for (const { at, listed, accounted } of changes) {
      const now = { accounted: Number(accounted), total: Number(listed) };
      const step = steps.get(at) ?? { accounted: 0, total: 0 };
      const difference = { accounted: now.accounted - before.accounted, total: now.total - before.total };
      steps.set(at, { accounted: step.accounted + difference.accounted, total: step.total + difference.total });
      before = now;
    }
  }
  const points: CurvePoint[] = [];
  for (const [at, change] of [...steps].toSorted(([a], [b]) => a - b)) {
    const last = points.at(-1) ?? { accounted: 0, total: 0 };
    points.push({ at, accounted: last.accounted + change.accounted, total: last.total + change.total });
  }
  return points;
}

/**
 * From when on half, nine tenths and all of the people in the end were accounted for at the same time until the end: who
 * goes back in takes back the time until they are accounted for again.
 * @param elapsedMs milliseconds of the muster's clock at an instant.
 */
export function timesOf(points: readonly CurvePoint[], elapsedMs: (at: number) => number): Times {
  const total = points.at(-1)?.total ?? 0;
  const secondsTo = (share: number): number | null => {
    const below = points.findLastIndex(({ accounted }) => accounted < share * total);
    const point = total > 0 ? points[below + 1] : undefined;
    return point ? elapsedMs(point.at) / 1_000 : null;
  };
  return { secondsTo50: secondsTo(0.5), secondsTo90: secondsTo(0.9), secondsTo100: secondsTo(1) };
}

/** At most so many points of a curve, evenly chosen, the first and the last among them. */
export function thinned(points: readonly CurvePoint[], most: number): CurvePoint[] {
  if (points.length <= most) return [...points];
  const chosen = Array.from({ length: most }, (_, index) => Math.round((index * (points.length - 1)) / (most - 1)));
  return chosen.flatMap((index) => points[index] ?? []);
}
