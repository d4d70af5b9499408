import type { ConnectionStatus, DisconnectReason, TrackerState } from '../../__generated__/graphql.ts';

/** A time during which a connection was the same; times are Unix milliseconds, `to` null while it lasts. */
export interface Period {
  readonly status: ConnectionStatus;
  readonly from: number;
  readonly to: number | null;
}

/** The same with what is known of it. */
export interface ToldPeriod extends Period {
  /** Why it began; null of a connection that stands, and where nobody can tell. `NEVER` before anything was heard. */
  readonly reason: DisconnectReason | 'NEVER' | null;
  /** What the tracker spoke, or null where that is not known. */
  readonly protocol: string | null;
}

/** A connection that a tracker kept open; times are Unix milliseconds. */
export interface Session {
  readonly from: number;
  readonly to: number | null;
  readonly endReason: DisconnectReason | null;
  readonly protocol: string;
}

/** How a tracker is heard now. */
export interface PresentStatus {
  readonly state: TrackerState;
  readonly reason: DisconnectReason | null;
  readonly protocol: string | null;
}

// The end of a connection and the period behind it are told by two services' clocks.
const SAME_MOMENT_MS = 2_000;

/**
 * Periods with why they began and what was spoken.
 * @param periods oldest first, neighbours differ in status; @param sessions those that share a moment with them.
 */
export function toldPeriods(
  periods: readonly Period[],
  { sessions, present }: { sessions: readonly Session[]; present: PresentStatus | null },
): ToldPeriod[] {
  return periods.map((period, index) => ({
    ...period,
    reason:
      period.status === 'DISCONNECTED' ? reasonOf(period, { before: periods[index - 1], sessions, present }) : null,
    protocol: period.status === 'DISCONNECTED' ? null : protocolOf(period, { sessions, present }),
  }));
}

function reasonOf(
  { from, to }: Period,
  {
    before,
    sessions,
    present,
  }: { before: Period | undefined; sessions: readonly Session[]; present: PresentStatus | null },
): ToldPeriod['reason'] {
  if (to === null && present?.state === 'NEVER') return 'NEVER';
  if (to === null && present?.state === 'DISCONNECTED') return present.reason;
  const ended = sessions.find((session) => session.to !== null && Math.abs(session.to - from) <= SAME_MOMENT_MS);
  if (ended) return ended.endReason;
  // A connection that fades is idle before it counts as gone.
  return before?.status === 'IDLE' ? 'SILENCE' : null;
}

function protocolOf(
  { from, to }: Period,
  { sessions, present }: { sessions: readonly Session[]; present: PresentStatus | null },
): string | null {
  if (to === null && present?.protocol) return present.protocol;
  const open = sessions.find((session) => session.from < (to ?? Infinity) && (session.to ?? Infinity) > from);
  return open?.protocol ?? null;
}

/** What of some periods lies within one of some spans, cut at their ends. @param held apart; `to` null while it lasts. */
export function periodsWithin<P extends Period>(
  periods: readonly P[],
  held: readonly { readonly from: number; readonly to: number | null }[],
): P[] {
  return held
    .toSorted((a, b) => a.from - b.from)
    .flatMap((span) =>
      periods
        .map((period) => ({ ...period, from: Math.max(period.from, span.from), to: earlier(period.to, span.to) }))
        .filter(({ from, to }) => to === null || to > from),
    );
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
