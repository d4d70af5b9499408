import { instantOfLocalTime, localTimeOf } from '../../../live/zoned-time.ts';

/** Spans that can be chosen by one press. */
export const HEAT_SPANS = ['HOUR', 'TODAY', 'DAY', 'CHOSEN'] as const;

/** A span of time by its name. */
export type HeatSpanName = (typeof HEAT_SPANS)[number];

/** From when to when, Unix milliseconds; the end excluded. */
export interface HeatSpan {
  readonly from: number;
  readonly to: number;
}

const HOUR_MS = 3_600_000;

/** The span that ends with an instant. @param timeZone of the tenant, whose midnight begins today. */
export function spanUntil(name: Exclude<HeatSpanName, 'CHOSEN'>, to: number, timeZone: string): HeatSpan {
  if (name === 'HOUR') return { from: to - HOUR_MS, to };
  if (name === 'DAY') return { from: to - 24 * HOUR_MS, to };
  const midnight = instantOfLocalTime(`${localTimeOf(to, timeZone).slice(0, 10)}T00:00:00`, timeZone);
  return { from: Math.min(midnight ?? to - 24 * HOUR_MS, to - 1), to };
}
