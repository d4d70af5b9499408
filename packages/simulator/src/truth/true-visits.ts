import type { Duty } from '../movers/mover.ts';
import type { Leg } from '../movers/leg.ts';
import { type Ring, distanceMeters } from '../site/plane.ts';
import { insideShares, isInRing } from '../site/ring-crossings.ts';

/** A stretch of time, `[fromMs, toMs)`, Unix milliseconds. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** When somebody was truly within a ring on a duty: to the millisecond, in order, adjacent stretches joined. */
export function trueVisits({ legs }: Pick<Duty, 'legs'>, ring: Ring): Span[] {
  const spans: { fromMs: number; toMs: number }[] = [];
  for (const span of legs.flatMap((leg) => insideLeg(leg, ring))) {
    const last = spans.at(-1);
    if (last && span.fromMs - last.toMs < 1) last.toMs = span.toMs;
    else spans.push({ ...span });
  }
  return spans.map(({ fromMs, toMs }) => ({ fromMs: Math.round(fromMs), toMs: Math.round(toMs) }));
}

function insideLeg({ fromMs, untilMs, route, speedMetersPerSecond }: Leg, ring: Ring): Span[] {
  const [first, ...others] = route.points;
  if (!first) return [];
  if (speedMetersPerSecond === 0) return isInRing(first, ring) ? [{ fromMs, toMs: untilMs }] : [];
  let beganMs = fromMs;
  return others.flatMap((to, index) => {
    const from = route.points[index] ?? first;
    const tookMs = (distanceMeters(from, to) / speedMetersPerSecond) * 1000;
    const startMs = beganMs;
    beganMs += tookMs;
    return insideShares(from, to, ring).map(([begin, end]) => ({
      fromMs: startMs + begin * tookMs,
      toMs: startMs + end * tookMs,
    }));
  });
}
