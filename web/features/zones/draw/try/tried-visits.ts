import type { TriedVisitFragment, TryZoneQuery } from '../../../../__generated__/graphql.ts';
import { carrierAt } from '../../carrier-at.ts';

/** What a trial says of history. */
export type Simulation = NonNullable<TryZoneQuery['simulateGeofence']['simulation']>;

/** What becomes of a visit: it is there today as well, would come, or would go. */
export type VisitChange = 'kept' | 'added' | 'removed';

/** A visit of a trial as it is listed and drawn. */
export interface TriedVisit {
  /** Apart from all others of the trial. */
  readonly key: string;
  readonly trackerId: string;
  /** Who or what carried the tracker then, else the tracker's own name. */
  readonly name: string;
  /** RFC 3339. */
  readonly from: string;
  /** RFC 3339, the first instant outside; null where it lasts to the end of the trial. */
  readonly to: string | null;
  /** Null where there is no zone of today to compare with. */
  readonly change: VisitChange | null;
}

/** The visits that would be and those that would no longer be, earliest first. */
export function triedVisits({ visits, removedVisits }: Pick<Simulation, 'visits' | 'removedVisits'>): TriedVisit[] {
  const come = visits.nodes.map((visit) =>
    told(visit, visit.isAdded === null ? null : visit.isAdded ? 'added' : 'kept'),
  );
  const gone = removedVisits.nodes.map((visit) => told(visit, 'removed'));
  return [...come, ...gone].toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from) || a.key.localeCompare(b.key));
}

function told({ tracker, from, to }: TriedVisitFragment, change: VisitChange | null): TriedVisit {
  const name = carrierAt(tracker.assignments, from)?.name ?? tracker.name;
  return { key: `${tracker.id} ${from} ${change}`, trackerId: tracker.id, name, from, to, change };
}
