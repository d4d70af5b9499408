import { personVisitOf, samePersonVisit, type Carriage, type CarriedVisit, type PersonVisit } from './person-visit.ts';

/** A person's visit with what was told of it. */
export interface ToldPersonVisit {
  /** 0 for the first belief. */
  readonly revision: number;
  readonly visit: PersonVisit;
  /** It is no longer believed to be true. */
  readonly retracted: boolean;
}

/** What stage two knows of one tenant, as far as a run of entries may touch it. */
export interface CarriedState {
  /** By visit. */
  readonly visits: Map<string, CarriedVisit>;
  /** By tracker, then by assignment. */
  readonly carriages: Map<string, Map<string, Carriage>>;
  /** By {@link toldKey}. */
  readonly told: Map<string, ToldPersonVisit>;
}

/** Names the visit of whoever carried a tracker by an assignment. */
export function toldKey({ visitId, assignmentId }: Pick<PersonVisit, 'visitId' | 'assignmentId'>): string {
  return `${visitId}/${assignmentId}`;
}

/** Stage two: takes in the newest state of a visit; gives what thereby changed for people. */
export function takeVisit(state: CarriedState, visit: CarriedVisit): ToldPersonVisit[] {
  state.visits.set(visit.visitId, visit);
  const carriages = [...(state.carriages.get(visit.trackerId)?.values() ?? [])];
  return ordered(carriages, ({ assignmentId }) => assignmentId).flatMap((carriage) => tell(state, visit, carriage));
}

/** Stage two: takes in the newest state of an assignment; gives what thereby changed for people. */
export function takeCarriage(state: CarriedState, carriage: Carriage): ToldPersonVisit[] {
  const ofTracker = state.carriages.get(carriage.trackerId) ?? new Map<string, Carriage>();
  state.carriages.set(carriage.trackerId, ofTracker.set(carriage.assignmentId, carriage));
  const visits = [...state.visits.values()].filter(({ trackerId }) => trackerId === carriage.trackerId);
  return ordered(visits, ({ visitId }) => visitId).flatMap((visit) => tell(state, visit, carriage));
}

function tell({ told }: CarriedState, visit: CarriedVisit, carriage: Carriage): ToldPersonVisit[] {
  const { visitId } = visit;
  const key = toldKey({ visitId, assignmentId: carriage.assignmentId });
  const before = told.get(key);
  const believed = before && !before.retracted ? before.visit : null;
  const wanted = personVisitOf(visit, carriage);
  if (wanted && believed && samePersonVisit(believed, wanted)) return [];
  const now = wanted ?? believed;
  if (!now) return [];
  const next = { revision: before ? before.revision + 1 : 0, visit: now, retracted: !wanted };
  told.set(key, next);
  return [next];
}

function ordered<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
