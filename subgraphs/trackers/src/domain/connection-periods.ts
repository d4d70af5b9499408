import type { ConnectionStatus, SilenceLimits } from './connection-status.ts';
import type { HeardSpan } from './heard-span.ts';

/** A time during which a tracker's connection status was the same: `[from, to)`, without end while it lasts. */
export interface ConnectionPeriod {
  readonly status: ConnectionStatus;
  /** Unix milliseconds. */
  readonly from: number;
  readonly to: number | null;
}

/** What is asked of a tracker's history. All times are Unix milliseconds. */
export interface PeriodsQuestion extends SilenceLimits {
  /** Included. */
  readonly from: number;
  /** Excluded. */
  readonly to: number;
  /** What is later than now is not told: anything may still be heard. */
  readonly now: number;
}

/**
 * The periods that signs of life make: CONNECTED from the first of a span until silence after its last one is too long,
 * then IDLE, then DISCONNECTED until the next span; DISCONNECTED as soon as its connection ended. Neighbours differ in status. The last one has no end when it holds
 * now and `to` lies behind now.
 * @param spans ascending and apart: all that share an instant with `[from, to)`, and the last one before it.
 */
export function connectionPeriods(
  spans: readonly HeardSpan[],
  { from, to, now, connectedWithinMs, idleWithinMs }: PeriodsQuestion,
): ConnectionPeriod[] {
  const until = Math.min(to, now + 1);
  const periods: { status: ConnectionStatus; from: number; to: number }[] = [];

  function add(status: ConnectionStatus, begins: number, ends: number): void {
    const stretch = { status, from: Math.max(begins, from), to: Math.min(ends, until) };
    const before = periods.at(-1);
    if (stretch.from >= stretch.to) return;
    if (before?.status === status) before.to = stretch.to;
    else periods.push(stretch);
  }

  add('DISCONNECTED', from, spans[0]?.first ?? until);
  spans.forEach(({ first, last, endedAt }, index) => {
    const next = spans[index + 1]?.first ?? until;
    const ends = Math.min(endedAt ?? next, next);
    const idleFrom = Math.min(last + connectedWithinMs, ends);
    const silentFrom = Math.min(Math.max(idleFrom, last + idleWithinMs), ends);
    add('CONNECTED', first, idleFrom);
    add('IDLE', idleFrom, silentFrom);
    add('DISCONNECTED', silentFrom, next);
  });
  return periods.map((period) => (period.to > now && to > now ? { ...period, to: null } : period));
}
