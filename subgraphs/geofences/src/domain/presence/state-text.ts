import type { Fix } from './fix.ts';
import type { Trail } from './plausibility.ts';
import type { Standing } from './standing.ts';
import { UNSEEN, type TrackerState } from './tracker-state.ts';

/** A state as text: equal for equal states, and read back by {@link readState}. */
export function stateText({ last, isLastPlausible, trail, standings }: TrackerState): string {
  if (!last) return '';
  const { key, recordedAt, latitude, longitude, accuracyMeters, altitudeMeters, isOff } = last;
  return JSON.stringify([
    [hexOf(key.dedupe), recordedAt, latitude, longitude, accuracyMeters, altitudeMeters, isOff, isLastPlausible],
    [trail.plausible, trail.suspect].map((place) => place && [place.recordedAt, place.latitude, place.longitude]),
    [...standings]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([geofenceId, standing]) => [geofenceId, inOrder(standing)]),
  ]);
}

/** The state of a tracker that {@link stateText} wrote. */
export function readState(text: string, trackerId: string): TrackerState {
  if (text === '') return UNSEEN;
  const [fix, places, standings] = JSON.parse(text) as [KeptLast, (KeptPlace | null)[], [string, Standing][]];
  const [dedupe, recordedAt, latitude, longitude, accuracyMeters, altitudeMeters, isOff, isLastPlausible] = fix;
  const key = { trackerId, recordedAt, dedupe: BigInt(`0x${dedupe}`) };
  const last: Fix = { key, recordedAt, latitude, longitude, accuracyMeters, altitudeMeters, isOff };
  return { last, isLastPlausible, trail: trailOf(places), standings: new Map(standings) };
}

type KeptLast = [string, number, number, number, number | null, number | null, boolean, boolean];
type KeptPlace = [number, number, number];

function trailOf(places: readonly (KeptPlace | null)[]): Trail {
  const [plausible = null, suspect = null] = places.map(
    (place) => place && { recordedAt: place[0], latitude: place[1], longitude: place[2] },
  );
  return { plausible, suspect };
}

/** The fields of a standing in one order, however it came about. */
function inOrder(standing: Standing): Standing {
  const { phase, from, began, beganBy, version, inside, leaving, end, probable, stale, anchor, loitering } = standing;
  return {
    phase,
    from,
    began,
    beganBy,
    version,
    inside: inside && { latitude: inside.latitude, longitude: inside.longitude, version: inside.version },
    leaving: leaving && { at: leaving.at, evidence: leaving.evidence },
    end: end && { to: end.to, reason: end.reason, by: end.by, evidence: end.evidence },
    probable,
    stale,
    anchor,
    loitering,
  };
}

function hexOf(dedupe: bigint): string {
  return dedupe.toString(16).padStart(16, '0');
}
