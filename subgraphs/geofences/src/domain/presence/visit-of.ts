import { clipped } from './silence.ts';
import type { Standing, Visit, VisitEndReason } from './standing.ts';

/**
 * The visit behind a standing, or null while it is not confirmed.
 * @param endsAt when its geofence ends as far as is known: then the visit ends too, unless it did before.
 */
export function visitOf(geofenceId: string, standing: Standing | null, endsAt: number | null): Visit | null {
  if (!standing || standing.phase === 'ENTERING') return null;
  const { visitId, from, began, leaving, stale } = standing;
  const { to, reason: endReason } = endOfVisit(standing, endsAt);
  const ended = standing.end && leaving ? leaving.evidence : [];
  return { visitId, geofenceId, from, to, endReason, stale: clipped(stale, to), evidence: [...began, ...ended] };
}

function endOfVisit(
  { end, from }: Standing,
  endsAt: number | null,
): { to: number | null; reason: VisitEndReason | null } {
  if (end) return end;
  return endsAt === null ? { to: null, reason: null } : { to: Math.max(endsAt, from), reason: 'FENCE_CHANGED' };
}
