/** How old something is, in the unit people would say it in. */
export interface Age {
  readonly value: number;
  readonly unit: 'second' | 'minute' | 'hour' | 'day';
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The age of an instant, rounded down; an instant ahead of the clock is 0 seconds old. */
export function ageOf(instant: number, now: number): Age {
  const elapsedMs = Math.max(0, now - instant);
  if (elapsedMs < MINUTE_MS) return { value: Math.floor(elapsedMs / 1000), unit: 'second' };
  if (elapsedMs < HOUR_MS) return { value: Math.floor(elapsedMs / MINUTE_MS), unit: 'minute' };
  if (elapsedMs < DAY_MS) return { value: Math.floor(elapsedMs / HOUR_MS), unit: 'hour' };
  return { value: Math.floor(elapsedMs / DAY_MS), unit: 'day' };
}

/** Whether a position still says where somebody is. */
export type Freshness = 'fresh' | 'aging' | 'stale';

/** Fresh for two minutes, stale after fifteen, by the device's clock; the limits of `ConnectionStatus`. */
export function freshnessOf(recordedAt: number, now: number): Freshness {
  const elapsedMs = now - recordedAt;
  if (elapsedMs < 2 * MINUTE_MS) return 'fresh';
  return elapsedMs < 15 * MINUTE_MS ? 'aging' : 'stale';
}
