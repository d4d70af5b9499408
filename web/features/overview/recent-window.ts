/** The stretch of time in which movements are recent. */
export interface RecentWindow {
  /** Nothing before is shown, Unix milliseconds. */
  readonly since: number;
  /** What is asked for begins here, RFC 3339: somewhat earlier than shown, so that it need not be asked for every minute. */
  readonly from: string;
}

const WINDOW_MS = 60 * 60_000;
const MINUTE_MS = 60_000;
const ASK_EVERY_MS = 10 * MINUTE_MS;

/** The last hour, to the minute. @param now Unix milliseconds. */
export function recentWindow(now: number): RecentWindow {
  const since = startOf(now, MINUTE_MS) - WINDOW_MS;
  return { since, from: new Date(startOf(since, ASK_EVERY_MS)).toISOString() };
}

/** The start of the minute an instant lies in; both Unix milliseconds. */
export function minuteOf(now: number): number {
  return startOf(now, MINUTE_MS);
}

function startOf(instant: number, stepMs: number): number {
  return Math.floor(instant / stepMs) * stepMs;
}
