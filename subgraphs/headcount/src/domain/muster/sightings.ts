import { cameThere } from './came-there.ts';
import { isByHand, type MusterVisit, type PersonFacts } from './facts.ts';
import { firstSeenAt, isCountedAt, isSeenAt, lastsBeyond } from './seen.ts';
import type { MusterSession } from './session.ts';

/** What the visits of a person say about being accounted for. */
export type Sighting =
  /** Seen at a station, and brought there by the tracker that tells it. */
  | { readonly kind: 'AT_STATION'; readonly at: number; readonly zoneId: string }
  /** A tracker of theirs is seen at a station; nobody saw it come there with them. */
  | { readonly kind: 'TRACKER_AT_STATION'; readonly at: number; readonly zoneId: string }
  /** Seen in another zone of the scope, at no station. */
  | { readonly kind: 'BACK_INSIDE'; readonly at: number; readonly zoneId: string };

/**
 * The sightings of a person, in no particular order. At a station: the first instant from the start on at which a visit
 * to it shows the person seen; a visit is one sighting, however long it lasts. Back inside: the begin of a visit to
 * another zone after the start; the instant a station was left, or the person lost at it was heard again, while seen in
 * another zone. Whoever is at a station, or lost there, is not back inside.
 */
export function sightingsOf(session: MusterSession, facts: PersonFacts): Sighting[] {
  // Of what was over before it started no muster knows all.
  const visits = facts.visits.filter((visit) => lastsBeyond(visit, session.startedAt));
  const atStations = visits.filter(({ zoneId }) => session.stationIds.has(zoneId));
  const inside = visits.filter(({ zoneId }) => session.zoneIds.has(zoneId) && !session.stationIds.has(zoneId));
  const isAtStation = (at: number) => atStations.some((visit) => isCountedAt(visit, at));
  const entered = inside.filter(({ from }) => !isAtStation(from));
  const byHand = isByHand(facts);
  return [
    ...atStations.flatMap((visit) => arrival(session, visit, cameThere(visit, { entered, byHand }))),
    ...inside.flatMap((visit) => entry(session, visit)).filter(({ at }) => !isAtStation(at)),
    ...atStations
      .flatMap(departures)
      .filter((at) => at > session.startedAt && !isAtStation(at))
      .flatMap((at) => seenInside(inside, at)),
  ];
}

function arrival({ startedAt }: MusterSession, visit: MusterVisit, came: boolean): Sighting[] {
  const at = firstSeenAt(visit, startedAt);
  const kind = came ? 'AT_STATION' : 'TRACKER_AT_STATION';
  return at === null ? [] : [{ kind, at, zoneId: visit.zoneId }];
}

function entry({ startedAt }: MusterSession, visit: MusterVisit): Sighting[] {
  const at = visit.from < startedAt ? null : firstSeenAt(visit, visit.from);
  return at === null ? [] : [{ kind: 'BACK_INSIDE', at, zoneId: visit.zoneId }];
}

/** Instants at which a fix says that the person of a visit to a station is no longer there. */
function departures({ to, endReason, lost }: MusterVisit): number[] {
  if (endReason === 'LEFT' && to !== null) return [to];
  return lost === null || lost.to === null ? [] : [lost.to];
}

function seenInside(inside: readonly MusterVisit[], at: number): Sighting[] {
  return inside
    .filter((visit) => isSeenAt(visit, at))
    .map(({ zoneId }) => ({ kind: 'BACK_INSIDE', at, zoneId }) as const);
}
