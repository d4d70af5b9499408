import { carriagesOf, isContested, listeningTo, type CarriedState, type ToldPersonVisit } from './carried-state.ts';
import { heardAnew, heardOtherwise, UNTOLD, type ToldSilences } from './coverage.ts';
import { derivePerson, reachOf, visitsDuring } from './derive-person.ts';
import { heldOtherwise, zonesOtherwise } from './otherwise.ts';
import type { Carriage, CarriedVisit } from './person-visit.ts';
import { overlap, stretchOf } from './stretch.ts';

/** The newest state of a tracker's visit. */
export interface VisitTaken {
  readonly visit: CarriedVisit;
  /** It is no longer believed to be true. */
  readonly retracted: boolean;
  /** The visit it turned out to be part of. */
  readonly supersededBy: string | null;
}

/** Stage two: takes in the newest state of a visit; gives what thereby changed for people. */
export function takeVisit(state: CarriedState, { visit, retracted, supersededBy }: VisitTaken, now: number) {
  const { visitId, trackerId } = visit;
  const ofTracker = state.visits.get(trackerId) ?? new Map<string, CarriedVisit>();
  state.visits.set(trackerId, ofTracker);
  const before = ofTracker.get(visitId) ?? null;
  const after = retracted ? null : visit;
  if (after) ofTracker.set(visitId, after);
  else ofTracker.delete(visitId);
  const stretches = zonesOtherwise(state, { trackerId, before, after });
  const touched = [...stretches, ...[before, after].flatMap((one) => (one ? reachOf(one) : []))];
  return peopleOf(state, trackerId, (carriage) => touched.some((time) => overlap(time, stretchOf(carriage)))).flatMap(
    (personId) => derivePerson(state, { personId, stretches, now, visits: [{ visitId, trackerId }], supersededBy }),
  );
}

/** Stage two: takes in the newest state of an assignment; gives what thereby changed for people. */
export function takeCarriage(state: CarriedState, carriage: Carriage, now: number): ToldPersonVisit[] {
  const before = state.carriages.put(carriage);
  const stretches = heldOtherwise(before, carriage);
  const people = new Set([before?.personId ?? [], carriage.personId ?? []].flat());
  return [...people].flatMap((personId) => {
    // Whoever spoke, or did not, because of it: also trackers that now are the only one.
    const carried = stretches.flatMap((stretch) => carriagesOf(state, personId, stretch));
    const trackers = new Set([before ?? [], carriage, carried].flat().map(({ trackerId }) => trackerId));
    const visits = [...trackers].flatMap((trackerId) => visitsDuring(state, trackerId, stretches));
    return derivePerson(state, { personId, stretches, now, visits });
  });
}

/** Stage two: takes in how a tracker was heard; gives what thereby changed for people. */
export function takeHearing(
  state: CarriedState,
  { trackerId, told }: { trackerId: string; told: ToldSilences },
  now: number,
): ToldPersonVisit[] {
  const stretch = heardOtherwise(listeningTo(state, trackerId, now), told);
  state.hearings.set(trackerId, heardAnew(state.hearings.get(trackerId) ?? UNTOLD, told));
  return peopleOf(state, trackerId, (carriage) => overlap(stretchOf(carriage), stretch))
    .filter((personId) => isContested(state, personId, stretch))
    .flatMap((personId) => derivePerson(state, { personId, stretches: [stretch], now, visits: [] }));
}

/** Stage two: takes in that time has passed; gives what thereby changed for people, because somebody stayed silent. */
export function takeTime(state: CarriedState, now: number): ToldPersonVisit[] {
  const people = [...state.due].flatMap(([personId, due]) => (due <= now ? personId : [])).toSorted();
  return people.flatMap((personId) => derivePerson(state, { personId, stretches: [], now, visits: [] }));
}

/** Who carries a tracker by an assignment like this, in order. */
function peopleOf({ carriages }: CarriedState, trackerId: string, like: (carriage: Carriage) => boolean): string[] {
  const people = carriages
    .ofTracker(trackerId)
    .flatMap((one) => (one.personId !== null && like(one) ? one.personId : []));
  return [...new Set(people)].toSorted();
}
