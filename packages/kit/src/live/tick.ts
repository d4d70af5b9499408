/**
 * Milliseconds until events of streams with this interval may be told next: at multiples of it by the clock of the process,
 * and not before the whole interval has passed. Streams of equal intervals so tell at the same instants and stand at the
 * same points, which lets whoever shares them become one.
 * @param lastAt when the stream told last, by `performance.now()`.
 */
export function untilTick(intervalMs: number, { now, lastAt }: { now: number; lastAt: number }): number {
  const earliest = Math.max(now, lastAt + intervalMs * SLACK);
  return Math.ceil(earliest / intervalMs) * intervalMs - now;
}

/** Timers are late by a little; a tick is not left out for that. */
const SLACK = 0.9;
