import { payloadOf, type ConsumerTx, type Entry, type NewEntry } from '@trekker/kit';

import type { EventBelief, GeofenceSeen } from '../../db/geofence-events.ts';
import type { PersonVisitBelief } from '../../db/person-visits.ts';
import { tellEvents } from '../../domain/events/tell-events.ts';
import type { EventChange } from '../../domain/events/told-stay.ts';
import type { CarriedState, ToldPersonVisit } from '../../domain/person-visits/carried-state.ts';
import { visitsOf } from '../../domain/person-visits/carried-state.ts';
import { takeCarriage, takeHearing, takeTime, takeVisit } from '../../domain/person-visits/derive.ts';
import type { CarriedVisit } from '../../domain/person-visits/person-visit.ts';
import { stableId } from '../../domain/stable-id.ts';
import {
  assignmentMoved,
  geofenceEventsEvent,
  personVisitChanged,
  personVisitsEvent,
  trackersReached,
} from '../../events.ts';
import type { LoadedEvents } from './load-events.ts';
import type { Step } from './step.ts';

/** What is believed because of a step. */
export interface Told {
  readonly people: readonly PersonVisitBelief[];
  readonly events: readonly EventBelief[];
}

/**
 * Derives from one step, and publishes what changed for people, then what happened; an assignment and progress follow what
 * came of them.
 */
export function tell(
  tx: ConsumerTx,
  tenantId: string,
  { state, happened, step }: { state: CarriedState; happened: LoadedEvents; step: Step },
): Told {
  const { entry } = step;
  const publish = (event: NewEntry) => tx.publish({ ...event, causedBy: entry.id });
  const carriedBefore = step.kind === 'carriage' ? state.carriages.get(step.carriage.assignmentId) : null;
  const people = take(state, step);
  for (const told of people) publish(personVisitsEvent(personVisitChanged, tenantId, payloadOfVisit(told)));
  const trackerIds = new Set(
    [step.kind === 'carriage' ? step.carriage : [], carriedBefore ?? []].flat().map(({ trackerId }) => trackerId),
  );
  const changes = eventsOf({ state, happened, entry }, { people, visits: visitsChanged(state, step, trackerIds) });
  for (const change of changes) {
    const geofence = happened.geofences.get(change.happening.geofenceId);
    if (geofence) publish(geofenceEventsEvent(tenantId, payloadOfEvent(change, geofence)));
  }
  if (step.kind === 'carriage' && step.carriage.personId !== null)
    publish(personVisitsEvent(assignmentMoved, tenantId, payloadOf(entry, assignmentMoved)));
  if (step.kind === 'progress')
    publish(personVisitsEvent(trackersReached, tenantId, payloadOf(entry, trackersReached)));
  const knownFrom = entry.at;
  return {
    people: people.map((one) => ({ ...one, knownFrom })),
    events: changes.map((one) => ({ ...one, knownFrom })),
  };
}

function take(state: CarriedState, step: Step): ToldPersonVisit[] {
  const now = step.entry.at;
  switch (step.kind) {
    case 'visit':
      return takeVisit(state, step.taken, now);
    case 'hearing':
      return takeHearing(state, step, now);
    case 'carriage':
      return takeCarriage(state, step.carriage, now);
    case 'time':
      return takeTime(state, now);
    case 'progress':
      return [];
  }
}

/** Visits of trackers that a step changed, or whose tracker it says others carry. */
function visitsChanged(
  state: CarriedState,
  step: Step,
  trackerIds: ReadonlySet<string>,
): ReadonlyMap<string, CarriedVisit | null> {
  if (step.kind === 'visit') {
    const { visit, retracted } = step.taken;
    return new Map([[visit.visitId, retracted ? null : visit]]);
  }
  const visits = [...trackerIds].flatMap((trackerId) => visitsOf(state, trackerId));
  return new Map(visits.map((visit) => [visit.visitId, visit]));
}

/** What is to be told of events. Of a geofence nobody knows nothing is. */
function eventsOf(
  {
    state: { carriages },
    happened: { stays, geofences },
    entry,
  }: { state: CarriedState; happened: LoadedEvents; entry: Entry },
  { people, visits }: { people: readonly ToldPersonVisit[]; visits: ReadonlyMap<string, CarriedVisit | null> },
): EventChange[] {
  let made = 0;
  return tellEvents(
    {
      stays,
      carriages,
      isExclusion: (geofenceId) => geofences.get(geofenceId)?.kind === 'EXCLUSION',
      newStayId: () => stableId('stay', entry.tenantId, String(entry.offset), String(made++)),
    },
    {
      people: people.filter(({ visit }) => geofences.has(visit.geofenceId)),
      visits: new Map([...visits].filter(([, visit]) => visit === null || geofences.has(visit.geofenceId))),
    },
  );
}

/** A person's visit as it is told. */
export function payloadOfVisit({
  visit,
  retracted,
  supersededBy,
}: Pick<ToldPersonVisit, 'visit' | 'retracted' | 'supersededBy'>) {
  const { assignmentId: _assignmentId, probable, stale, loitering, ...rest } = visit;
  const phases = { probable: [...probable], stale: [...stale], loitering: [...loitering] };
  return { ...rest, ...phases, retracted, supersededBy };
}

/** An event as it is told. */
export function payloadOfEvent(
  { eventId, status, happening }: Pick<EventChange, 'eventId' | 'status' | 'happening'>,
  { kind, placeId }: GeofenceSeen,
) {
  return { eventId, status, ...happening, geofenceKind: kind, placeId };
}
