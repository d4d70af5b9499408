import type { Clue } from './clue.ts';
import type { KnownFence } from './fence-version.ts';
import { clipped, heardAgain, silentUntil } from './silence.ts';
import type { Standing } from './standing.ts';
import { dwellInstant, settle, versionOf, type Waiting } from './time-alone.ts';
import type { Evidence, Visit, VisitEndReason } from './visit.ts';

/** The visit behind a standing as it looks at an instant up to which nothing more was heard; null while it is none. */
export function visitAt(standing: Standing, waiting: Waiting, until: number): Visit | null {
  const { fence, heard } = waiting;
  // The last fix may bring rules by which what began before it was confirmed long ago.
  const settled = settle(standing, waiting, Math.max(until, heard.recordedAt));
  if (!settled || settled.phase === 'ENTERING') return null;
  // Nobody looked since the last fix, as nearly always: then there is no silence yet.
  if (until <= heard.recordedAt) return visitOf(settled, fence, { until: heard.recordedAt, heardAt: null });
  const silence = { heardAt: heard.recordedAt, rules: versionOf(settled, waiting).rules, until };
  return visitOf(silentUntil(settled, silence), fence, { until, heardAt: null });
}

/** A visit that is over, before anybody asks for it in full. */
export interface OverVisit {
  readonly standing: Standing;
  readonly fence: KnownFence;
  /** When its tracker was heard again, Unix milliseconds. */
  readonly heardAt: number;
}

/** The visit that was over when its tracker was heard at an instant. */
export function overBefore(standing: Standing, waiting: Waiting, heardAt: number): OverVisit {
  const silence = { heardAt: waiting.heard.recordedAt, rules: versionOf(standing, waiting).rules, at: heardAt };
  return { standing: heardAgain(standing, silence), fence: waiting.fence, heardAt };
}

/** A visit that is over, in full. */
export function visitOver({ standing, fence, heardAt }: OverVisit): Visit {
  return visitOf(standing, fence, { until: heardAt, heardAt });
}

/**
 * The visit a standing is.
 * @param until up to when it is looked at, included.
 * @param heardAt when the tracker was heard again after the visit, or null.
 */
function visitOf(
  standing: Standing,
  fence: KnownFence,
  { until, heardAt }: { until: number; heardAt: number | null },
): Visit {
  const { from, began, beganBy, end, probable, stale, loitering } = standing;
  const to = end?.to ?? null;
  const dwelledAt = dwellInstant(standing, fence);
  return {
    geofenceId: fence.geofenceId,
    from,
    ...(end ? { to, endReason: end.reason, endedBy: end.by } : LASTING),
    beganBy: beganBy ?? 'FIRST_FIX',
    probable: clipped(probable, to),
    stale: clipped(stale, to),
    loitering: clipped(loitering, to),
    dwelledAt: dwelledAt !== null && lastsBeyond(to, dwelledAt, until) ? dwelledAt : null,
    lost: end && LOSING.has(end.reason) ? { from: end.to, to: heardAt } : null,
    evidence: evidenceOf(end ? [...began, ...end.evidence] : began),
  };
}

const LASTING = { to: null, endReason: null, endedBy: null } as const;
/** Ends after which nobody knows where the tracker is. */
const LOSING: ReadonlySet<VisitEndReason> = new Set<VisitEndReason>(['STALE', 'DEVICE_OFF']);

function evidenceOf(clues: readonly Clue[]): Evidence[] {
  return clues.map(({ evidence }) => evidence);
}

function lastsBeyond(to: number | null, instant: number, until: number): boolean {
  return to === null ? instant <= until : instant < to;
}
