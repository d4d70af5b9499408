const LONGEST_MS = 3_600_000;
/** Pauses differ by up to this share in both directions, so that what failed together is not asked again together. */
const JITTER = 0.2;

/**
 * Milliseconds from the end of a poll to the next: the interval, after failures in a row longer and longer, up to an hour
 * or the interval, whichever is more.
 * @param failures in a row; 0: the poll worked.
 * @param random of [0, 1).
 * @param wishMs what the other side asked for, or null; granted up to an hour.
 */
export function feedPauseMs(
  intervalMs: number,
  { failures, random, wishMs }: { failures: number; random: number; wishMs: number | null },
): number {
  if (failures === 0) return intervalMs;
  const longest = Math.max(LONGEST_MS, intervalMs);
  const pauseMs = Math.min(longest, intervalMs * 2 ** Math.min(failures - 1, 20));
  const jittered = Math.round(pauseMs * (1 - JITTER + 2 * JITTER * random));
  return Math.max(jittered, Math.min(wishMs ?? 0, LONGEST_MS));
}
