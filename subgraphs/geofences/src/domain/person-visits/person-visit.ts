import { clipped } from '../presence/silence.ts';
import type { Phase as StalePhase } from '../presence/visit.ts';
import { stableId } from '../stable-id.ts';

/** A tracker's visit as stage two reads it. */
export interface CarriedVisit {
  readonly visitId: string;
  readonly trackerId: string;
  readonly geofenceId: string;
  readonly from: number;
  readonly to: number | null;
  readonly stale: readonly StalePhase[];
}

/** A tracker carried during `[from, to)`. */
export interface Carriage {
  readonly assignmentId: string;
  readonly trackerId: string;
  /** Null where an asset carries the tracker. */
  readonly personId: string | null;
  readonly from: number;
  readonly to: number | null;
}

/** What a person's visit is, as far as it can change. */
export interface PersonVisit {
  readonly personVisitId: string;
  readonly personId: string;
  readonly visitId: string;
  readonly assignmentId: string;
  readonly trackerId: string;
  readonly geofenceId: string;
  readonly from: number;
  readonly to: number | null;
  readonly stale: readonly StalePhase[];
}

/** Stage two: the part of a visit during which a person carried the tracker, or null when there is none. */
export function personVisitOf(visit: CarriedVisit, carriage: Carriage): PersonVisit | null {
  const { personId, assignmentId } = carriage;
  if (personId === null || carriage.trackerId !== visit.trackerId) return null;
  if (!overlaps(visit, carriage)) return null;
  const { visitId, trackerId, geofenceId } = visit;
  const from = Math.max(visit.from, carriage.from);
  const to = earlier(visit.to, carriage.to);
  const stale = clipped(begunAt(visit.stale, from), to);
  const personVisitId = stableId(visitId, assignmentId);
  return { personVisitId, personId, visitId, assignmentId, trackerId, geofenceId, from, to, stale };
}

/** Whether two states of a person's visit say the same. */
export function samePersonVisit(a: PersonVisit, b: PersonVisit): boolean {
  return (
    a.from === b.from &&
    a.to === b.to &&
    a.personId === b.personId &&
    a.stale.length === b.stale.length &&
    a.stale.every(({ from, to }, index) => b.stale[index]?.from === from && b.stale[index]?.to === to)
  );
}

/** Whether an assignment holds at some instant of a visit. A visit of no length is at its one instant. */
function overlaps(visit: CarriedVisit, carriage: Carriage): boolean {
  const isEmpty = visit.to === visit.from;
  const isOver = carriage.to !== null && carriage.to <= (isEmpty ? visit.from : Math.max(visit.from, carriage.from));
  const isAhead = isEmpty ? carriage.from > visit.from : visit.to !== null && visit.to <= carriage.from;
  return !isOver && !isAhead;
}

/** The part of stale phases that lies behind an instant. */
function begunAt(stale: readonly StalePhase[], from: number): StalePhase[] {
  return stale
    .filter(({ to }) => to === null || to > from)
    .map((phase) => ({ from: Math.max(phase.from, from), to: phase.to }));
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
