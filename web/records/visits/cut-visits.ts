import type { ListedVisit } from './listed-visit.ts';

/** A visit of a tracker as far as it was carried by somebody or something. */
export interface CarriedVisit extends ListedVisit {
  readonly trackerId: string;
  /** The visit of the tracker behind it, RFC 3339. */
  readonly whole: { readonly id: string; readonly from: string; readonly geofence: { readonly id: string } };
}

/** When a carrier had a tracker, RFC 3339; `to` is null while it lasts. */
export interface Carried {
  readonly id: string;
  readonly from: string;
  readonly to: string | null;
  readonly tracker: { readonly id: string };
}

/** Visits of a tracker, cut to the time it was carried: what lies outside is somebody else's. */
export function cutVisits(visits: readonly ListedVisit[], carried: Carried): CarriedVisit[] {
  return visits
    .map((visit) => ({
      ...visit,
      id: `${visit.id} ${carried.id}`,
      from: later(visit.from, carried.from),
      to: earlier(visit.to, carried.to),
      trackerId: carried.tracker.id,
      whole: { id: visit.id, from: visit.from, geofence: visit.geofence },
    }))
    .filter(({ from, to }) => to === null || Date.parse(to) > Date.parse(from));
}

/** The latest first; of equals the one that lasts longer. */
export function latestFirst(visits: readonly CarriedVisit[]): CarriedVisit[] {
  const end = ({ to }: CarriedVisit) => (to === null ? Infinity : Date.parse(to));
  return visits.toSorted((a, b) => Date.parse(b.from) - Date.parse(a.from) || end(b) - end(a));
}

function later(a: string, b: string): string {
  return Date.parse(a) >= Date.parse(b) ? a : b;
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(a) <= Date.parse(b) ? a : b;
}
