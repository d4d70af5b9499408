import { heldOtherwise, movedInstants } from '../../domain/person-visits/otherwise.ts';
import type { Carriage, CarriedVisit } from '../../domain/person-visits/person-visit.ts';
import type { Step } from './step.ts';

/** What a run of steps speaks of. */
export interface Named {
  readonly visitIds: readonly string[];
  /** Visits that took the place of others. */
  readonly supersedingIds: readonly string[];
  readonly assignmentIds: readonly string[];
  /** Trackers that were heard otherwise. */
  readonly heardTrackerIds: readonly string[];
  /** Append time of the last tick, Unix milliseconds, or null. */
  readonly tickedAt: number | null;
}

/** Names what steps speak of. */
export function namedIn(steps: readonly Step[]): Named {
  const visits = steps.flatMap((step) => (step.kind === 'visit' ? step.taken : []));
  return {
    visitIds: distinct(visits.map(({ visit }) => visit.visitId)),
    supersedingIds: distinct(visits.flatMap(({ supersededBy }) => supersededBy ?? [])),
    assignmentIds: distinct(steps.flatMap((step) => (step.kind === 'carriage' ? step.carriage.assignmentId : []))),
    heardTrackerIds: distinct(steps.flatMap((step) => (step.kind === 'hearing' ? step.trackerId : []))),
    tickedAt: steps.findLast(({ kind }) => kind === 'time')?.entry.at ?? null,
  };
}

/**
 * The first instant at which steps may change anything, Unix milliseconds; Infinity where they change nothing.
 * @param before states of what the steps speak of, as they were left.
 */
export function touchedSince(
  steps: readonly Step[],
  before: { readonly visits: readonly CarriedVisit[]; readonly carriages: readonly Carriage[] },
): number {
  const visits = new Map<string, CarriedVisit | null>(before.visits.map((visit) => [visit.visitId, visit]));
  const carriages = new Map(before.carriages.map((carriage) => [carriage.assignmentId, carriage]));
  const instants = steps.flatMap((step): number[] => {
    switch (step.kind) {
      case 'visit': {
        const { visit, retracted } = step.taken;
        const [then, now] = [visits.get(visit.visitId) ?? null, retracted ? null : visit];
        visits.set(visit.visitId, now);
        return [movedInstants(then, now), now?.lost?.from ?? []].flat();
      }
      case 'carriage': {
        const then = carriages.get(step.carriage.assignmentId) ?? null;
        carriages.set(step.carriage.assignmentId, step.carriage);
        return heldOtherwise(then, step.carriage).map(({ from }) => from);
      }
      case 'hearing':
        return [Math.min(step.told.from, step.entry.at)];
      case 'progress':
      case 'time':
        return [];
    }
  });
  return Math.min(...instants, Infinity);
}

/** Each once. */
export function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
