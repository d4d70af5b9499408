import { Carriages } from './carriages.ts';
import { UNTOLD, type Hearing, type Listening, type SilenceLimits } from './coverage.ts';
import type { Carriage, CarriedVisit, PersonVisit } from './person-visit.ts';
import { overlap, stretchOf, within, type Stretch } from './stretch.ts';

/** A person's visit with what was told of it. */
export interface ToldPersonVisit {
  /** 0 for the first belief. */
  readonly revision: number;
  readonly visit: PersonVisit;
  /** It is no longer believed to be true. */
  readonly retracted: boolean;
  /** The person's visit that took its place, where a retracted one turned out to be part of another. */
  readonly supersededBy: string | null;
}

/** What stage two knows of one tenant, as far as a run of entries may touch it. */
export interface CarriedState {
  /** By tracker, then by visit. */
  readonly visits: Map<string, Map<string, CarriedVisit>>;
  /** By tracker: its latest change of zone before everything in `visits`. */
  readonly changedBefore: ReadonlyMap<string, number>;
  readonly carriages: Carriages;
  /** By tracker. */
  readonly hearings: Map<string, Hearing>;
  /** By visit: everything that was ever told of it. */
  readonly told: Map<string, readonly ToldPersonVisit[]>;
  /** By person: when silence of one of their trackers may let another one speak, Unix milliseconds. */
  readonly due: Map<string, number>;
  readonly limits: SilenceLimits;
}

/** A state that knows nothing. */
export function emptyState(limits: SilenceLimits): CarriedState {
  const maps = { visits: new Map(), changedBefore: new Map(), hearings: new Map(), told: new Map(), due: new Map() };
  return { ...maps, carriages: new Carriages(), limits };
}

/** Visits of a tracker. */
export function visitsOf({ visits }: CarriedState, trackerId: string): CarriedVisit[] {
  return [...(visits.get(trackerId)?.values() ?? [])];
}

/** When a tracker came into or out of a geofence, in order. */
export function zoneChanges(state: CarriedState, trackerId: string): number[] {
  const changes = visitsOf(state, trackerId).flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  return [state.changedBefore.get(trackerId) ?? [], changes].flat().toSorted((a, b) => a - b);
}

/** A tracker's coverage as it is known at an instant. */
export function listeningTo(state: CarriedState, trackerId: string, now: number): Listening {
  const hearing = state.hearings.get(trackerId) ?? UNTOLD;
  return { hearing, firstHeard: firstHeard(state, trackerId), now, limits: state.limits };
}

/** When a tracker was first heard: by the first thing told of it; Infinity when there is none. */
export function firstHeard(state: CarriedState, trackerId: string): number {
  const told = state.hearings.get(trackerId)?.heardFrom ?? Infinity;
  return Math.min(told, zoneChanges(state, trackerId)[0] ?? Infinity);
}

/** The assignments by which a person carries something in a stretch of time, by id. */
export function carriagesOf({ carriages }: CarriedState, personId: string, stretch: Stretch): Carriage[] {
  const found = carriages.ofPerson(personId).filter((one) => overlap(stretchOf(one), stretch));
  return found.toSorted((a, b) => (a.assignmentId < b.assignmentId ? -1 : 1));
}

/** Whether at some instant of a stretch of time more than one tracker of a person might speak. */
export function isContested(state: CarriedState, personId: string, stretch: Stretch): boolean {
  const held = carriagesOf(state, personId, stretch).flatMap((one) => within(stretchOf(one), stretch) ?? []);
  return held.some((one, index) => held.slice(index + 1).some((other) => overlap(one, other)));
}
