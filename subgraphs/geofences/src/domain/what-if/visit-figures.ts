import type { Visit } from '../presence/visit.ts';

/** A visit, or a return after one, that lasts or comes sooner than this is taken for a flap, milliseconds. */
const FLAP_MS = 60_000;

/** What can be said in figures of visits of one tracker, or of several taken together, to one geofence. */
export interface VisitFigures {
  readonly visits: number;
  /** See {@link isFlap}. */
  readonly flaps: number;
  /** Time inside, milliseconds. */
  readonly insideMs: number;
}

/** No visits. */
export const NO_FIGURES: VisitFigures = { visits: 0, flaps: 0, insideMs: 0 };

/** The figures of one tracker's visits to one geofence, in order of `from`; those that last count up to `until`. */
export function figuresOf(visits: readonly Visit[], until: number): VisitFigures {
  return {
    visits: visits.length,
    flaps: visits.filter((visit, index) => isFlap(visit, visits[index - 1])).length,
    insideMs: visits.reduce((sum, visit) => sum + endOf(visit, until) - visit.from, 0),
  };
}

/** Figures of several trackers together. */
export function sumOf(one: VisitFigures, other: VisitFigures): VisitFigures {
  return {
    visits: one.visits + other.visits,
    flaps: one.flaps + other.flaps,
    insideMs: one.insideMs + other.insideMs,
  };
}

/**
 * Whether a visit is hardly one: it ended sooner than 60 s, or came sooner than 60 s after the one before. Who passes
 * through between two fixes is not taken for one, however short that was.
 */
export function isFlap(visit: Visit, before: Visit | undefined): boolean {
  if (visit.endReason === 'CROSSED') return false;
  const isShort = visit.to !== null && visit.to - visit.from < FLAP_MS;
  return isShort || (before !== undefined && isReturn(visit, before));
}

/** Whether a visit came sooner than 60 s after the one before. */
export function isReturn(visit: Visit, before: Visit): boolean {
  return before.to !== null && visit.from - before.to < FLAP_MS;
}

/** The end of a visit; of one that lasts an instant up to which nothing else is known. */
export function endOf({ from, to }: Visit, until: number): number {
  return to ?? Math.max(from, until);
}
