import type { VISIT_END_REASONS, Phase } from '../presence/visit.ts';
import { endOf, stretchOf, within, type Stretch } from './stretch.ts';

/** Why a tracker's visit ended. */
export type CarriedEndReason = (typeof VISIT_END_REASONS)[number];
/** Why a person's visit ended: as the tracker's did, or because another tracker, or nobody, spoke for the person. */
export type PersonVisitEndReason = CarriedEndReason | 'HANDED_OVER' | 'OTHER_TRACKER';

/** What is told of a visit, whether a tracker's or a person's. */
interface VisitState<R> {
  readonly from: number;
  readonly to: number | null;
  /** Null while it lasts. */
  readonly endReason: R | null;
  readonly probable: readonly Phase[];
  readonly stale: readonly Phase[];
  readonly loitering: readonly Phase[];
  readonly dwelledAt: number | null;
  readonly lost: Phase | null;
}

/** A tracker's visit as stage two reads it. */
export interface CarriedVisit extends VisitState<CarriedEndReason> {
  readonly visitId: string;
  readonly trackerId: string;
  readonly geofenceId: string;
}

/** A tracker carried during `[from, to)`. */
export interface Carriage {
  readonly assignmentId: string;
  readonly trackerId: string;
  /** Null where an asset carries the tracker. */
  readonly personId: string | null;
  readonly assetId: string | null;
  readonly from: number;
  readonly to: number | null;
  /** Which of several trackers of a person speaks where they are equally well heard: the highest. */
  readonly priority: number;
}

/** A part of a tracker's visit during which the tracker spoke for a person. */
export interface PersonVisit extends VisitState<PersonVisitEndReason> {
  readonly personVisitId: string;
  readonly personId: string;
  readonly visitId: string;
  readonly assignmentId: string;
  readonly trackerId: string;
  readonly geofenceId: string;
  /** Whether the tracker was inside already when it began to speak for the person. */
  readonly alreadyInside: boolean;
}

/** A person's visit before it has an id. */
export type Part = Omit<PersonVisit, 'personVisitId'>;

/**
 * The part of a visit during which its tracker spoke for a person.
 * @param spoke when it did, within visit and assignment.
 * @param lost for how long of the time in which it was lost afterwards the tracker still spoke, if at all.
 */
export function partOf(
  visit: CarriedVisit,
  { carriage, personId, spoke, lost }: { carriage: Carriage; personId: string; spoke: Stretch; lost: Stretch | null },
): Part {
  const { visitId, trackerId, geofenceId } = visit;
  const { assignmentId } = carriage;
  return {
    personId,
    visitId,
    assignmentId,
    trackerId,
    geofenceId,
    alreadyInside: visit.from < spoke.from,
    from: spoke.from,
    to: endOf(spoke),
    endReason: endReasonOf(visit, carriage, spoke),
    probable: cut(visit.probable, spoke),
    stale: cut(visit.stale, spoke),
    loitering: cut(visit.loitering, spoke),
    dwelledAt: visit.dwelledAt === null || visit.dwelledAt >= spoke.to ? null : Math.max(visit.dwelledAt, spoke.from),
    lost: lost && { from: lost.from, to: endOf(lost) },
  };
}

/** Whether two states of a person's visit say the same. */
export function samePart(a: Part, b: Part): boolean {
  return (
    a.from === b.from &&
    a.to === b.to &&
    a.endReason === b.endReason &&
    a.alreadyInside === b.alreadyInside &&
    a.dwelledAt === b.dwelledAt &&
    samePhases(a.lost ? [a.lost] : [], b.lost ? [b.lost] : []) &&
    samePhases(a.probable, b.probable) &&
    samePhases(a.stale, b.stale) &&
    samePhases(a.loitering, b.loitering)
  );
}

function endReasonOf(visit: CarriedVisit, carriage: Carriage, { to }: Stretch): PersonVisitEndReason | null {
  if (to === Infinity) return null;
  if (to === visit.to) return visit.endReason;
  return to === carriage.to ? 'HANDED_OVER' : 'OTHER_TRACKER';
}

function cut(phases: readonly Phase[], spoke: Stretch): Phase[] {
  return phases.flatMap((phase) => {
    const part = within(stretchOf(phase), spoke);
    return part && spoke.from < spoke.to ? [{ from: part.from, to: endOf(part) }] : [];
  });
}

function samePhases(a: readonly Phase[], b: readonly Phase[]): boolean {
  return a.length === b.length && a.every(({ from, to }, index) => b[index]?.from === from && b[index]?.to === to);
}
