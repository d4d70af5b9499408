import {
  carriagesOf,
  isContested,
  listeningTo,
  visitsOf,
  type CarriedState,
  type ToldPersonVisit,
} from './carried-state.ts';
import { nextThreshold } from './coverage.ts';
import { matchParts } from './match-parts.ts';
import { partOf, type Carriage, type CarriedVisit, type Part } from './person-visit.ts';
import { speakersIn, type Spoken } from './speaker.ts';
import { joined, overlap, stretchOf, within, without, type Stretch } from './stretch.ts';

/** Names a visit. */
interface VisitName {
  readonly visitId: string;
  readonly trackerId: string;
}

export interface Affected {
  readonly personId: string;
  /** When another tracker may speak, or one may tell something else. */
  readonly stretches: readonly Stretch[];
  /** Up to when silence is known, Unix milliseconds. */
  readonly now: number;
  /** Visits that changed or that are others' now. */
  readonly visits: readonly VisitName[];
  /** The visit that took the changed one's place. */
  readonly supersededBy?: string | null;
}

/** One person while their visits are derived anew. */
interface Anew {
  readonly state: CarriedState;
  readonly personId: string;
  readonly now: number;
  readonly stretches: readonly Stretch[];
  readonly spoken: readonly Spoken[];
}

/** Derives a person's visits anew where they are affected; gives what is to be told. What lies outside stays as it is. */
export function derivePerson(state: CarriedState, affected: Affected): ToldPersonVisit[] {
  const { personId, now, supersededBy = null } = affected;
  const due = state.due.get(personId) ?? Infinity;
  const stretches = joined([...affected.stretches, ...(due <= now ? [{ from: due, to: Infinity }] : [])]);
  const spoken = stretches.flatMap((stretch) => speakersIn(state, { personId, stretch, now }));
  const contested = stretches.filter((stretch) => isContested(state, personId, stretch));
  const trackers = new Set(contested.flatMap((stretch) => carriagesOf(state, personId, stretch)).map(trackerOf));
  const visits = [
    ...affected.visits,
    ...[...trackers].flatMap((trackerId) => visitsDuring(state, trackerId, contested)),
  ];
  const anew = { state, personId, now, stretches, spoken };
  const names = new Map(visits.map((visit) => [visit.visitId, visit]));
  const changes = ordered(names.values(), ({ visitId }) => visitId).flatMap((visit) => tellOfVisit(anew, visit));
  for (const change of changes) note(state, change);
  noteDue(state, personId, now);
  const replacing = [...names.keys(), supersededBy ?? []].flat();
  return changes.map((change) => (change.retracted ? withSuccessor(state, change, replacing) : change));
}

/** A visit with the time in which it counts as lost afterwards. */
export function reachOf({ from, to, lost }: CarriedVisit): Stretch {
  return { from, to: Math.max(to ?? Infinity, lost ? (lost.to ?? Infinity) : -Infinity) };
}

/** Visits of a tracker that, with the time in which it counts as lost, touch one of these times. */
export function visitsDuring(state: CarriedState, trackerId: string, times: readonly Stretch[]): CarriedVisit[] {
  return visitsOf(state, trackerId).filter((visit) => times.some((time) => overlap(reachOf(visit), time)));
}

function tellOfVisit(anew: Anew, { visitId, trackerId }: VisitName): ToldPersonVisit[] {
  const { state, personId, spoken } = anew;
  const visit = state.visits.get(trackerId)?.get(visitId) ?? null;
  const told = state.told.get(visitId) ?? [];
  const carriages = [
    ...told.flatMap((one) => (one.visit.personId === personId ? one.visit.assignmentId : [])),
    ...spoken.flatMap(({ carriage }) => (carriage.trackerId === trackerId ? carriage.assignmentId : [])),
  ];
  return [...new Set(carriages)].toSorted().flatMap((assignmentId) => {
    const carriage = state.carriages.get(assignmentId);
    const ofCarriage = told.filter((one) => one.visit.assignmentId === assignmentId);
    return matchParts(
      ofCarriage,
      visit && carriage ? partsOf(anew, { visit, carriage, told: ofCarriage }) : [],
      personId,
    );
  });
}

/** The parts of a visit that are the person's by one assignment. */
function partsOf(
  anew: Anew,
  { visit, carriage, told }: { visit: CarriedVisit; carriage: Carriage; told: readonly ToldPersonVisit[] },
): Part[] {
  const { personId, stretches, spoken } = anew;
  const before = told.flatMap((one) => (one.retracted || one.visit.personId !== personId ? [] : stretchOf(one.visit)));
  const kept = stretches.reduce<Stretch[]>((rest, stretch) => rest.flatMap((one) => without(one, stretch)), before);
  const fresh = spoken.flatMap((one) =>
    one.carriage.assignmentId === carriage.assignmentId ? (within(stretchOf(visit), one) ?? []) : [],
  );
  return joined([...kept, ...fresh]).map((spoke) => {
    const lost = spoke.to === visit.to ? lostOf(anew, visit, carriage) : null;
    return partOf(visit, { carriage, personId, spoke, lost });
  });
}

/** How long the tracker of an assignment goes on speaking for a person who is lost since the end of a visit. */
function lostOf({ state, personId, now }: Anew, { lost }: CarriedVisit, { assignmentId }: Carriage): Stretch | null {
  if (!lost) return null;
  const [first] = speakersIn(state, { personId, stretch: stretchOf(lost), now });
  return first?.carriage.assignmentId === assignmentId && first.from === lost.from ? first : null;
}

function note({ told }: CarriedState, change: ToldPersonVisit): void {
  const { visitId, personVisitId } = change.visit;
  const ofVisit = told.get(visitId) ?? [];
  const isKnown = ofVisit.some(({ visit }) => visit.personVisitId === personVisitId);
  const now = ofVisit.map((one) => (one.visit.personVisitId === personVisitId ? change : one));
  told.set(visitId, isKnown ? now : [...ofVisit, change]);
}

/** Notes when silence may next let another tracker speak for a person. */
function noteDue(state: CarriedState, personId: string, now: number): void {
  const ahead = { from: now, to: Infinity };
  if (!isContested(state, personId, ahead)) return void state.due.delete(personId);
  const thresholds = carriagesOf(state, personId, ahead).flatMap(
    ({ trackerId }) => nextThreshold(listeningTo(state, trackerId, now)) ?? [],
  );
  if (thresholds.length) state.due.set(personId, Math.min(...thresholds));
  else state.due.delete(personId);
}

/** Names the visit of the same person to the same geofence that a retracted one became part of, if there is one. */
function withSuccessor({ told }: CarriedState, change: ToldPersonVisit, visitIds: readonly string[]): ToldPersonVisit {
  const { personId, geofenceId } = change.visit;
  const successors = visitIds
    .flatMap((visitId) => told.get(visitId) ?? [])
    .filter(({ retracted, visit }) => !retracted && visit.personId === personId && visit.geofenceId === geofenceId)
    .filter(({ visit }) => overlap(stretchOf(visit), stretchOf(change.visit)));
  const [first] = ordered(successors, ({ visit }) => visit.personVisitId).toSorted(
    (a, b) => a.visit.from - b.visit.from,
  );
  return { ...change, supersededBy: first?.visit.personVisitId ?? null };
}

function trackerOf({ trackerId }: Carriage): string {
  return trackerId;
}

function ordered<T>(items: Iterable<T>, keyOf: (item: T) => string): T[] {
  return [...items].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
