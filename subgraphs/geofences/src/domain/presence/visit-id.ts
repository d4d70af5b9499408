import { stableId } from '../stable-id.ts';
import type { Visit } from './visit.ts';

/**
 * The id of a visit that is told of for the first time: from its geofence and the position that opened it.
 * @param again 0, or how many visits opened by that position had other ids before.
 */
export function visitIdOf({ geofenceId, evidence }: Visit, again = 0): string {
  return idFrom(geofenceId, openingOf(evidence), again);
}

/** The id a visit would have that a position opened. */
export function idFrom(geofenceId: string, positionId: string, again = 0): string {
  return again === 0 ? stableId(geofenceId, positionId) : stableId(geofenceId, positionId, String(again));
}

/** The position that opened a visit: the first of its evidence; of a crossing the one behind the geofence. */
function openingOf(evidence: Visit['evidence']): string {
  const opening = evidence.find(({ decision }) => decision === 'CROSSED_TO') ?? evidence[0];
  if (!opening) throw new Error('a visit has no evidence');
  return opening.positionId;
}
