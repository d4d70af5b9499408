import type { HourOfDelays } from './delays.ts';

/** How far a tracker's clock is from ours, as its messages tell. */
export interface ClockSkew {
  /** Milliseconds that it is ahead of ours; negative: behind. The shortest way of a message counts as behind. */
  readonly offsetMs: number;
  /** 0 to 1: the share of the hours that say so within 30 s, of six where there are fewer. */
  readonly confidence: number;
  /** How many messages it stands on, and in how many hours they came. */
  readonly messages: number;
  readonly hours: number;
  /** When the last of these hours began by our clock, Unix milliseconds. */
  readonly newestHour: number;
}

/** Hours with messages that count, the newest ones. */
const MOST_HOURS = 24;
/** Hours it takes to be sure. */
const ENOUGH_HOURS = 6;
/** What happened longer before says nothing of now, milliseconds. */
export const LOOK_BACK_MS = 7 * 86_400_000;
/** Two hours that differ by less say the same, milliseconds. */
const SAME_MS = 30_000;

/**
 * Estimates a tracker's clock as it was known in an hour. Messages are late for many reasons and early for none but the clock, so of
 * each hour the least late one counts; of the hours the lower quartile, so that neither hours in which only old messages
 * were handed in nor a few with a wild time move it. Null where no message tells.
 *
 * @param delays hours of one tracker in any order; those after `hour` and long before it are passed over.
 */
export function clockSkewAt(delays: readonly HourOfDelays[], hour: number): ClockSkew | null {
  const counted = delays
    .filter((one) => one.hour <= hour && one.hour > hour - LOOK_BACK_MS)
    .toSorted((a, b) => b.hour - a.hour)
    .slice(0, MOST_HOURS);
  const sorted = counted.map(({ leastDelayMs }) => leastDelayMs).toSorted((a, b) => a - b);
  const quartile = sorted[Math.floor((sorted.length - 1) / 4)];
  if (quartile === undefined) return null;
  const agreeing = sorted.filter((delay) => Math.abs(delay - quartile) <= SAME_MS).length;
  return {
    offsetMs: quartile === 0 ? 0 : -quartile,
    confidence: agreeing / Math.max(sorted.length, ENOUGH_HOURS),
    messages: counted.reduce((sum, { messages }) => sum + messages, 0),
    hours: counted.length,
    newestHour: counted[0]?.hour ?? hour,
  };
}
