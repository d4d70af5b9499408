import type { ToldPersonVisit } from '../person-visits/carried-state.ts';
import type { Carriages } from '../person-visits/carriages.ts';
import type { CarriedVisit } from '../person-visits/person-visit.ts';
import { overlap, stretchOf } from '../person-visits/stretch.ts';
import { eventsOf } from './events-of.ts';
import { bearerOf } from './bearer.ts';
import { matchEvents, type StayAnew } from './match-events.ts';
import { spanOf, staysOf, type StayPart } from './stay.ts';
import type { StaysState } from './stays-state.ts';
import type { EventChange, ToldStay } from './told-stay.ts';

/** What changed by one entry. */
export interface Changed {
  /** What was told of people's visits. */
  readonly people: readonly ToldPersonVisit[];
  /** Trackers' visits that changed, or whose tracker is carried by others now; null for what is no visit any more. */
  readonly visits: ReadonlyMap<string, CarriedVisit | null>;
}

/** What is known besides. */
export interface EventsContext {
  readonly stays: StaysState;
  readonly carriages: Carriages;
  /** Whether nobody should be in a geofence at all. */
  readonly isExclusion: (geofenceId: string) => boolean;
  /** An id for a new stay, another one each time. */
  readonly newStayId: () => string;
}

/** Takes in what changed; gives what is to be told of events. */
export function tellEvents(context: EventsContext, changed: Changed): EventChange[] {
  const groups = Map.groupBy(changed.people, ({ visit }) => `${visit.personId}/${visit.geofenceId}`);
  const anew = [
    ...[...groups.values()].flatMap((people) => staysOfPerson(context, people)),
    ...[...changed.visits].flatMap(([visitId, visit]) => stayOfTracker(context, visitId, visit)),
  ];
  if (!anew.length) return [];
  const { stays, changes } = matchEvents(anew);
  for (const stay of stays) context.stays.note(stay);
  return changes;
}

/** The stays of a person in a geofence, once some of the person's visits there changed. */
function staysOfPerson(context: EventsContext, people: readonly ToldPersonVisit[]): StayAnew[] {
  const [first] = people;
  if (!first) return [];
  const { personId, geofenceId } = first.visit;
  const known = context.stays.of(personId, geofenceId);
  const parts = new Map(known.flatMap((stay) => stay.parts.map((part) => [part.partId, part])));
  for (const { visit, retracted } of people) {
    if (retracted) parts.delete(visit.personVisitId);
    else parts.set(visit.personVisitId, partOf(visit.personVisitId, visit));
  }
  const before = known.toSorted((a, b) => a.from - b.from || (a.stayId < b.stayId ? -1 : 1));
  const kept = new Map<ToldStay, StayAnew>();
  const fresh = staysOf(parts.values()).flatMap((stay) => {
    const happenings = eventsOf(stay, { isExclusion: context.isExclusion(geofenceId) }).map((event) => ({
      ...event,
      geofenceId,
      personId,
      assetId: null,
    }));
    const now = { ...spanOf(stay), parts: stay };
    const told = before.find((one) => !kept.has(one) && touches(one, now));
    if (told) kept.set(told, { stay: { ...told, ...now }, happenings });
    return told ? [] : [{ stay: { ...emptyStay(context.newStayId(), { personId, geofenceId }), ...now }, happenings }];
  });
  const old = before.map((stay) => kept.get(stay) ?? { stay: { ...stay, parts: [] }, happenings: [] });
  return [...old, ...fresh];
}

/** A visit of a tracker as a stay of its own, as far as no person carried the tracker. */
function stayOfTracker(context: EventsContext, visitId: string, visit: CarriedVisit | null): StayAnew[] {
  const told = context.stays.get(visitId);
  if (!visit) return told ? [{ stay: { ...told, parts: [] }, happenings: [] }] : [];
  const { geofenceId } = visit;
  const parts = [partOf(visitId, visit)];
  const happenings = eventsOf(parts, { isExclusion: context.isExclusion(geofenceId) }).flatMap((event) => {
    const { personId, assetId } = bearerOf(context.carriages, event, visit);
    return personId === null ? [{ ...event, geofenceId, personId, assetId }] : [];
  });
  if (!told && !happenings.length) return [];
  const stay = { ...(told ?? emptyStay(visitId, { personId: null, geofenceId })), ...spanOf(parts), parts };
  return [{ stay, happenings }];
}

function emptyStay(stayId: string, whose: Pick<ToldStay, 'personId' | 'geofenceId'>): ToldStay {
  return { stayId, ...whose, from: 0, to: null, parts: [], events: [], minted: 0 };
}

function partOf(partId: string, visit: Omit<StayPart, 'partId'>): StayPart {
  const { visitId, trackerId, from, to, endReason, stale, loitering, dwelledAt } = visit;
  return { partId, visitId, trackerId, from, to, endReason, stale, loitering, dwelledAt };
}

function touches(a: Pick<ToldStay, 'from' | 'to'>, b: Pick<ToldStay, 'from' | 'to'>): boolean {
  return overlap(stretchOf(a), stretchOf(b)) || a.to === b.from || b.to === a.from;
}
