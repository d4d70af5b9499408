import { knownClue, type Clue } from './clue.ts';
import type { Fix } from './fix.ts';
import type { Trail } from './plausibility.ts';
import type { Ending, Leaving, Standing } from './standing.ts';
import { UNSEEN, type TrackerState } from './tracker-state.ts';
import type { Evidence } from './visit.ts';

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
  const [fix, places, standings] = JSON.parse(text) as [KeptLast, (KeptPlace | null)[], [string, KeptStanding][]];
  const [dedupe, recordedAt, latitude, longitude, accuracyMeters, altitudeMeters, isOff, isLastPlausible] = fix;
  const key = { trackerId, recordedAt, dedupe: BigInt(`0x${dedupe}`) };
  const last: Fix = { key, recordedAt, latitude, longitude, accuracyMeters, altitudeMeters, isOff };
  return { last, isLastPlausible, trail: trailOf(places), standings: standingsOf(standings), ease: null };
}

type KeptLast = [string, number, number, number, number | null, number | null, boolean, boolean];
type KeptPlace = [number, number, number];

function trailOf(places: readonly (KeptPlace | null)[]): Trail {
  const [plausible = null, suspect = null] = places.map(
    (place) => place && { recordedAt: place[0], latitude: place[1], longitude: place[2] },
  );
  return { plausible, suspect };
}

/** A standing as it is kept: with what its clues prove. */
interface KeptStanding extends Omit<Standing, 'began' | 'leaving' | 'end'> {
  readonly began: readonly Evidence[];
  readonly leaving: Kept<Leaving> | null;
  readonly end: Kept<Ending> | null;
}

type Kept<T> = Omit<T, 'evidence'> & { readonly evidence: readonly Evidence[] };

function standingsOf(kept: readonly [string, KeptStanding][]): Map<string, Standing> {
  return new Map(
    kept.map(([geofenceId, { began, leaving, end, ...standing }]) => [
      geofenceId,
      { ...standing, began: began.map(knownClue), leaving: withClues(leaving), end: withClues(end) },
    ]),
  );
}

function withClues<T>(kept: Kept<T> | null) {
  return kept && { ...kept, evidence: kept.evidence.map(knownClue) };
}

function evidenceOf(clues: readonly Clue[]): Evidence[] {
  return clues.map(({ evidence }) => evidence);
}

/** The fields of a standing in one order, however it came about. */
function inOrder(standing: Standing): KeptStanding {
  const { phase, from, began, beganBy, version, inside, leaving, end, probable, stale, anchor, loitering } = standing;
  return {
    phase,
    from,
    began: evidenceOf(began),
    beganBy,
    version,
    inside: inside && { latitude: inside.latitude, longitude: inside.longitude, version: inside.version },
    leaving: leaving && { at: leaving.at, evidence: evidenceOf(leaving.evidence) },
    end: end && { to: end.to, reason: end.reason, by: end.by, evidence: evidenceOf(end.evidence) },
    probable,
    stale,
    anchor,
    loitering,
  };
}

function hexOf(dedupe: bigint): string {
  return dedupe.toString(16).padStart(16, '0');
}
