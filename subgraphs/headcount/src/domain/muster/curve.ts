import type { AccountedFrom } from './as-known.ts';

/** How many people were accounted for from an instant (Unix milliseconds) on. */
export interface CurvePoint {
  readonly at: number;
  readonly accounted: number;
  /** People on the list by then who are to be accounted for. */
  readonly total: number;
}

/** One person of a curve. */
export interface CurvePerson {
  /** From when on they are to be accounted for. */
  readonly listedFrom: number;
  /** Changes only, oldest first; before the first they are not accounted for. */
  readonly changes: readonly AccountedFrom[];
}

/** How long it took, in seconds without pauses, until parts of all people were accounted for; null where they are not. */
export interface Times {
  readonly secondsTo50: number | null;
  readonly secondsTo90: number | null;
  readonly secondsTo100: number | null;
}

/** Every step of a curve, the first at the start (Unix milliseconds). */
export function curveOf(startedAt: number, people: readonly CurvePerson[]): CurvePoint[] {
  const steps = new Map<number, { accounted: number; total: number }>([[startedAt, { accounted: 0, total: 0 }]]);
  const step = (at: number, change: { accounted: number; total: number }) => {
    const known = steps.get(at) ?? { accounted: 0, total: 0 };
    steps.set(at, { accounted: known.accounted + change.accounted, total: known.total + change.total });
  };
  for (const { listedFrom, changes } of people) {
    step(listedFrom, { accounted: 0, total: 1 });
    for (const { at, accounted } of changes) step(at, { accounted: accounted ? 1 : -1, total: 0 });
  }
  const points: CurvePoint[] = [];
  for (const [at, change] of [...steps].toSorted(([a], [b]) => a - b)) {
    const last = points.at(-1) ?? { accounted: 0, total: 0 };
    points.push({ at, accounted: last.accounted + change.accounted, total: last.total + change.total });
  }
  return points;
}

/**
 * When half, nine tenths and all of the people in the end were first accounted for at the same time.
 * @param elapsedMs milliseconds of the muster's clock at an instant.
 */
export function timesOf(points: readonly CurvePoint[], elapsedMs: (at: number) => number): Times {
  const total = points.at(-1)?.total ?? 0;
  const secondsTo = (share: number): number | null => {
    const point = points.find(({ accounted }) => total > 0 && accounted >= share * total);
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
