import type { PositionRecord } from '@trekker/geo';

const HOUR_MS = 3_600_000;
/** A message that was later than this says nothing of the clock: no wrong time zone is that far off, milliseconds. */
export const MOST_LATE_MS = 86_400_000;

/** When the hour of an instant begins, Unix milliseconds. */
export function startOfHour(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}

/** How late the messages of a tracker were that became known within an hour. */
export interface HourOfDelays {
  readonly trackerId: string;
  /** When the hour begins by our clock, Unix milliseconds. */
  readonly hour: number;
  /** Of all the shortest time from when it was recorded to when it was known, milliseconds; negative: recorded later. */
  readonly leastDelayMs: number;
  readonly messages: number;
}

/** Positions that became known at an instant, Unix milliseconds, and the partition they are of. */
export interface KnownAt {
  readonly at: number;
  readonly partition: number;
  readonly records: readonly PositionRecord[];
}

/** The delays of positions by tracker and hour; those too late to count are left out. */
export function delaysOf(known: readonly KnownAt[]): (HourOfDelays & { readonly partition: number })[] {
  const hours = new Map<string, HourOfDelays & { readonly partition: number }>();
  for (const { at, partition, records } of known) {
    const hour = startOfHour(at);
    for (const { trackerId, recordedAt } of records) {
      const delayMs = at - recordedAt;
      if (delayMs > MOST_LATE_MS) continue;
      const key = `${trackerId}/${hour}`;
      const { leastDelayMs, messages } = hours.get(key) ?? { leastDelayMs: delayMs, messages: 0 };
      const least = Math.min(leastDelayMs, delayMs);
      hours.set(key, { trackerId, hour, leastDelayMs: least, messages: messages + 1, partition });
    }
  }
  return [...hours.values()];
}
