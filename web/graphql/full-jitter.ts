/**
 * How long to wait before attempt `attempt` (from 0), in milliseconds: anything from 0 to a ceiling that doubles up to
 * 15 s, so that thousands of browsers do not return in step after an outage ("full jitter").
 */
export function fullJitterMs(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(15_000, 500 * 2 ** Math.min(attempt, 10));
  return Math.floor(random() * ceiling);
}
