import type { Channel } from './kinds.ts';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
const FIRST_PAUSE_MS = 5 * SECOND_MS;
const GROWTH = 4;
/** Pauses differ by up to this share in both directions, so that what failed together is not tried again together. */
const JITTER = 0.2;
/** Endpoints are tried for three days (5 s, 20 s, 80 s … 24 h), mailboxes for more than one, browsers for two hours. */
const RETRIES: Readonly<Record<Channel, number>> = { WEBHOOK: 10, EMAIL: 8, PUSH: 6, IN_APP: 0 };
const LONGEST_ENDPOINT_PAUSE_MS = 300_000;

/**
 * How long to wait before the next try, in milliseconds; null when all are used up.
 * @param tries how many failed since the first, from 1.
 * @param random of [0, 1).
 * @param wish what the other side asked for, in milliseconds; a longer wait than ours is granted up to a day.
 */
export function pauseBefore(
  channel: Channel,
  { tries, random, wishMs = null }: { tries: number; random: number; wishMs?: number | null },
): number | null {
  if (tries > RETRIES[channel]) return null;
  const pauseMs = Math.min(DAY_MS, FIRST_PAUSE_MS * GROWTH ** (tries - 1));
  const jittered = Math.round(pauseMs * (1 - JITTER + 2 * JITTER * random));
  return Math.max(jittered, Math.min(wishMs ?? 0, DAY_MS));
}

/** The longest that all tries of a channel take together, in milliseconds. */
export function longestRoundMs(channel: Channel): number {
  let total = 0;
  for (let tries = 1; ; tries += 1) {
    const pause = pauseBefore(channel, { tries, random: 1 });
    if (pause === null) return total;
    total += pause;
  }
}

/** How long an endpoint is left alone after so many failures in a row, in milliseconds; it keeps nobody else waiting. */
export function endpointPauseMs(failures: number): number {
  return failures < 1 ? 0 : Math.min(LONGEST_ENDPOINT_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
}
