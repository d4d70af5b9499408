import type { Route } from '../site/routes.ts';

/** A way along a route, or a stay: then the route is one point and the speed 0. In force during `[fromMs, untilMs)`. */
export interface Leg {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly route: Route;
  readonly speedMetersPerSecond: number;
}

/** The leg in force at an instant, or the last one before; undefined before the first. Legs come in order. */
export function legAt(legs: readonly Leg[], unixMs: number): Leg | undefined {
  let [low, high] = [0, legs.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((legs[middle]?.fromMs ?? Infinity) <= unixMs) low = middle + 1;
    else high = middle;
  }
  return legs[low - 1];
}

/** The same leg, later. */
export function delayed(leg: Leg, ms: number): Leg {
  return { ...leg, fromMs: leg.fromMs + ms, untilMs: leg.untilMs + ms };
}
