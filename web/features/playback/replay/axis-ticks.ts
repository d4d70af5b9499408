import { instantOfLocalTime, localTimeOf } from '../../../live/zoned-time.ts';
import type { Span } from './density.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 7_200].map((minutes) => minutes * MINUTE_MS);
const MOST_TICKS = 9;

/** Round times within a span by the clocks of a time zone: at most nine, none at the very ends. */
export function axisTicks({ from, to }: Span, timeZone: string): { ticks: number[]; isDays: boolean } {
  const step =
    STEPS.find((each) => (to - from) / each <= MOST_TICKS) ?? Math.ceil((to - from) / MOST_TICKS / DAY_MS) * DAY_MS;
  const margin = (to - from) * 0.02;
  const midnight = Date.parse(`${localTimeOf(from, timeZone).slice(0, 10)}T00:00:00Z`);
  const ticks: number[] = [];
  for (let local = midnight; local < midnight + (to - from) + 2 * DAY_MS; local += step) {
    const instant = instantOfLocalTime(new Date(local).toISOString().slice(0, 19), timeZone);
    if (instant === null || instant < from + margin || instant > to - margin || instant === ticks.at(-1)) continue;
    ticks.push(instant);
  }
  return { ticks, isDays: step >= DAY_MS };
}
