import { contains, crossingOf } from '@trekker/geo';

import type { Heard } from './oracle-visits.ts';
import type { OracleVisit } from './visit-of.ts';

/** The visit that the straight line between two neighbouring fixes tells of, where no state was kept between them. */
export function crossingBetween(before: Heard | null, after: Heard): OracleVisit | null {
  if (before?.says !== 'outside' || after.says !== 'outside' || before.version !== after.version) return null;
  const { geofenceId, shape, rules } = after.version;
  const tookMs = after.fix.recordedAt - before.fix.recordedAt;
  // Only its altitude may put outside who is within.
  if (contains(shape, before.fix) || contains(shape, after.fix)) return null;
  if (rules.crossingSeconds === null || tookMs > rules.crossingSeconds * 1_000) return null;
  const meeting = crossingOf(shape, before.fix, after.fix);
  if (!meeting) return null;
  // Added after rounding: of so large a sum, half a millisecond is lost.
  const at = (share: number) => before.fix.recordedAt + Math.round(share * tookMs);
  const [from, to] = [at(meeting.first), at(meeting.last)];
  return {
    geofenceId,
    openedBy: after.fix,
    from,
    to,
    endReason: 'CROSSED',
    probable: [],
    stale: [],
    loitering: [],
    // Nobody was seen to stay.
    dwelledAt: null,
    lost: null,
  };
}
