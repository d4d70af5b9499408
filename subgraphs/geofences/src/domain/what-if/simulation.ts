import type { Visit } from '../presence/visit.ts';
import { differenceOf, visitsApart, type VisitDifference } from './visit-difference.ts';
import { figuresOf, NO_FIGURES, sumOf, type VisitFigures } from './visit-figures.ts';

/** What settings would have made of history, beside what today's make of it. */
export interface Simulation {
  /** Fixes that were judged. */
  readonly fixes: number;
  /** Trackers they are of. */
  readonly trackers: number;
  readonly figures: VisitFigures;
  /** What today's settings make of the same fixes; null for a geofence that there is not yet. */
  readonly today: VisitFigures | null;
  /** In order of `from`. */
  readonly visits: readonly SimulatedVisit[];
  /** Visits of today's settings that share no instant with any of these, in order of `from`. */
  readonly removedVisits: readonly SimulatedVisit[];
  /** Trackers for which something differs, those whose time inside moves most first. */
  readonly changes: readonly TrackerChange[];
}

/** A visit that would have been, or would no longer be. */
export interface SimulatedVisit extends Pick<Visit, 'from' | 'to' | 'endReason'> {
  readonly trackerId: string;
  /** Whether today's settings make no visit at any of its instants; null where there is nothing to compare with. */
  readonly isAdded: boolean | null;
}

/** What would have been different for one tracker. */
export interface TrackerChange extends VisitDifference {
  readonly trackerId: string;
}

/** What both settings make of one tracker's fixes, visits in order of `from`. */
export interface SimulatedTracker {
  readonly trackerId: string;
  readonly fixes: number;
  readonly visits: readonly Visit[];
  /** Null where there is nothing to compare with. */
  readonly today: readonly Visit[] | null;
}

/** Puts trackers together; visits that last count up to `until`. */
export function simulationOf(trackers: readonly SimulatedTracker[], until: number): Simulation {
  const visits = trackers.flatMap(({ trackerId, visits, today }) => {
    const added = today && new Set(visitsApart(visits, today, until));
    return visits.map((visit) => toldOf(visit, { trackerId, isAdded: added && added.has(visit) }));
  });
  const compared = trackers.flatMap(({ trackerId, visits, today }) => (today ? { trackerId, visits, today } : []));
  const changes = compared.map(({ trackerId, visits, today }) => ({
    trackerId,
    ...differenceOf(today, visits, until),
  }));
  const removed = compared.flatMap(({ trackerId, visits, today }) =>
    visitsApart(today, visits, until).map((visit) => toldOf(visit, { trackerId, isAdded: false })),
  );
  const total = (of: readonly (readonly Visit[])[]) =>
    of.map((some) => figuresOf(some, until)).reduce(sumOf, NO_FIGURES);
  return {
    fixes: trackers.reduce((sum, { fixes }) => sum + fixes, 0),
    trackers: trackers.length,
    figures: total(trackers.map(({ visits }) => visits)),
    today: compared.length === trackers.length && trackers.length ? total(compared.map(({ today }) => today)) : null,
    visits: visits.toSorted(byTime),
    removedVisits: removed.toSorted(byTime),
    changes: changes
      .filter(({ added, removed, movedMs }) => added > 0 || removed > 0 || movedMs > 0)
      .toSorted((one, other) => other.movedMs - one.movedMs || compareText(one.trackerId, other.trackerId)),
  };
}

function toldOf({ from, to, endReason }: Visit, whose: Pick<SimulatedVisit, 'trackerId' | 'isAdded'>): SimulatedVisit {
  return { ...whose, from, to, endReason };
}

function byTime(one: SimulatedVisit, other: SimulatedVisit): number {
  return one.from - other.from || compareText(one.trackerId, other.trackerId);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
