import { clipped, heardAgain, silentUntil } from './silence.ts';
import type { Standing } from './standing.ts';
import { settle, versionOf, type Waiting } from './time-alone.ts';
import type { Visit } from './visit.ts';

/** The visit behind a standing as it looks at an instant up to which nothing more was heard; null while it is none. */
export function visitAt(standing: Standing, waiting: Waiting, until: number): Visit | null {
  const { geofenceId } = waiting.fence;
  // Nobody looked since the last fix, as nearly always: then time did nothing yet.
  if (until <= waiting.heard.recordedAt)
    return standing.phase === 'ENTERING' ? null : visitOf(geofenceId, standing, null);
  const settled = settle(standing, waiting, until);
  if (!settled || settled.phase === 'ENTERING') return null;
  const silence = { heardAt: waiting.heard.recordedAt, rules: versionOf(settled, waiting).rules, until };
  return visitOf(geofenceId, silentUntil(settled, silence), null);
}

/** The visit that was over when its tracker was heard at an instant. */
export function visitBefore(standing: Standing, waiting: Waiting, at: number): Visit {
  const silence = { heardAt: waiting.heard.recordedAt, rules: versionOf(standing, waiting).rules, at };
  return visitOf(waiting.fence.geofenceId, heardAgain(standing, silence), at);
}

/**
 * The visit a standing is.
 * @param heardAt when the tracker was heard again after the visit, or null.
 */
export function visitOf(geofenceId: string, standing: Standing, heardAt: number | null): Visit {
  const { from, began, beganBy, end, probable, stale, loitering, dwelledAt } = standing;
  const to = end?.to ?? null;
  const isLost = end?.reason === 'STALE' || end?.reason === 'DEVICE_OFF';
  return {
    geofenceId,
    from,
    to,
    endReason: end?.reason ?? null,
    beganBy: beganBy ?? 'FIRST_FIX',
    endedBy: end?.by ?? null,
    probable: clipped(probable, to),
    stale: clipped(stale, to),
    loitering: clipped(loitering, to),
    dwelledAt: dwelledAt !== null && (to === null || dwelledAt < to) ? dwelledAt : null,
    lost: end && isLost ? { from: end.to, to: heardAt } : null,
    evidence: [...began, ...(end?.evidence ?? [])],
  };
}
