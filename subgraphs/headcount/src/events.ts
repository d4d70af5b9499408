import { payloadOf, type Entry, type EventType, type NewEntry } from '@trekker/kit';
import {
  array,
  boolean,
  nullable,
  number,
  object,
  optional,
  picklist,
  string,
  type InferInput,
  type InferOutput,
} from 'valibot';

import { PERSON_KINDS } from './domain/attributes.ts';
import { LIMIT_EVENT_KINDS, LIMIT_EVENT_STATUSES } from './domain/limit/limit-event.ts';

/** One partition per tenant, published by geofences: which places and geofences there are. */
export const GEOFENCES_TOPIC = 'geofences';

/** `path` holds the ids from the top down to the place itself. */
const place = object({ placeId: string(), path: array(string()) });
export const placeCreated = define('place-created', place);
export const placeChanged = define('place-changed', place);

const geofence = object({
  geofenceId: string(),
  placeId: nullable(string()),
  /** Unix milliseconds by the devices' clocks. */
  validFrom: number(),
  /** Excluded; null while the geofence holds. */
  validTo: nullable(number()),
});
export const geofenceCreated = define('geofence-created', geofence);
export const geofenceChanged = define('geofence-changed', geofence);
export const geofenceArchived = define('geofence-archived', geofence);

/** One partition per tenant, published by geofences: who was in which geofence, and every correction of it. */
export const PERSON_VISITS_TOPIC = 'person-visits';

const interval = { from: number(), to: nullable(number()) };

const phases = array(object(interval));

/** The whole state of a person visit from now on; times are Unix milliseconds by the devices' clocks. */
export const personVisitChanged = define(
  'person-visit-changed',
  object({
    personVisitId: string(),
    personId: string(),
    trackerId: optional(nullable(string()), null),
    geofenceId: string(),
    ...interval,
    /** Why it ended; null while it lasts. */
    endReason: optional(nullable(string()), null),
    /** Silence that leaves some doubt. */
    probable: optional(phases, []),
    /** Silence that is too long. */
    stale: phases,
    /** After an end for silence or for being switched off: until the tracker is heard again. */
    lost: optional(nullable(object(interval)), null),
    /** Whether the tracker was inside already when it began to speak for the person. */
    alreadyInside: optional(boolean(), false),
    /** Whether the visit turned out never to have been. */
    retracted: optional(boolean(), false),
  }),
);

/** One partition per tenant, published by trackers. */
export const TRACKERS_TOPIC = 'trackers';

/** What is read of a person; `unitId` is null for people of the tenant itself. */
const person = object({
  personId: string(),
  unitId: nullable(string()),
  kind: optional(picklist(PERSON_KINDS), 'EMPLOYEE'),
  trade: optional(nullable(string()), null),
  role: optional(nullable(string()), null),
});
const personCreated = define('person-created', person);
const personChanged = define('person-changed', person);
/** Who a person was is forgotten: trade and role are not told any more. */
export const personErased = define('person-erased', person);

/** One partition per tenant, published by tenancy. */
export const TENANCY_TOPIC = 'tenancy';

/** `path` holds the ids from the top down to the unit itself. */
const placedUnit = object({ unitId: string(), path: array(string()) });
const unitKind = object({ unitId: string(), kind: string() });
const unitCreated = define('unit-created', object({ ...placedUnit.entries, kind: string() }));
const unitChanged = define('unit-changed', unitKind);
/** `units` are the one that was moved and all below it, with their new paths. */
const unitMoved = define('unit-moved', object({ units: array(placedUnit) }));

/** The units whose paths an entry of topic `tenancy` tells. */
export function unitPathsIn(entry: Entry): InferOutput<typeof placedUnit>[] {
  if (entry.type === unitCreated.type) return [payloadOf(entry, unitCreated)];
  return entry.type === unitMoved.type ? payloadOf(entry, unitMoved).units : [];
}

/** The unit whose kind an entry of topic `tenancy` tells, or null. */
export function unitKindIn(entry: Entry): InferOutput<typeof unitKind> | null {
  if (entry.type === unitCreated.type) return payloadOf(entry, unitCreated);
  return entry.type === unitChanged.type ? payloadOf(entry, unitChanged) : null;
}

/** One partition per tenant, published here: what people did about headcounts. `tenancy` reads it for its audit. */
export const HEADCOUNT_TOPIC = 'headcount';

/** Somebody was marked in or out of a zone; the entry's reason holds the note. */
export const presenceMarked = define(
  'presence-marked',
  object({
    markId: string(),
    personId: string(),
    geofenceId: string(),
    kind: picklist(['IN', 'OUT']),
    source: picklist(['MANUAL', 'QR']),
    /** Since when it holds, Unix milliseconds. */
    from: number(),
  }),
);

/** A code was made with which people check in to a zone until it expires, Unix milliseconds. */
export const checkInCodeMade = define('check-in-code-made', object({ geofenceId: string(), expiresAt: number() }));
export const checkInCodesRevoked = define('check-in-codes-revoked', object({ geofenceId: string(), at: number() }));

const limit = object({
  limitId: string(),
  geofenceId: nullable(string()),
  placeId: nullable(string()),
  minimum: nullable(number()),
  maximum: nullable(number()),
  /** Which people count; null: of every kind. */
  kinds: nullable(array(picklist(PERSON_KINDS))),
  /** The unit whose people count, those below it included; null: all. */
  companyId: nullable(string()),
  /** From when on, Unix milliseconds. */
  validFrom: number(),
});
export const limitSet = define('occupancy-limit-set', limit);
export const limitRemoved = define('occupancy-limit-removed', limit);

/** When manual presences of a place end each day, `HH:MM` there; null: they do not. */
export const resetScheduled = define(
  'headcount-reset-scheduled',
  object({ placeId: string(), localTime: nullable(string()), timeZone: string() }),
);
/** Manual presences of a place ended as scheduled, at `resetAt` in Unix milliseconds. Its actor scheduled it. */
export const resetDone = define('headcount-reset', object({ placeId: string(), resetAt: number(), ended: number() }));

/** One partition per tenant, published here: what became of limits, for notifications. `tenancy` reads it. */
export const HEADCOUNT_EVENTS_TOPIC = 'headcount-events';
/** A limit was reached, exceeded, undercut or is kept again, or a correction of what was told. */
export const limitEvent = define(
  'limit-event',
  object({
    /** Stable: the same crossing has the same id under correction and replay. */
    eventId: string(),
    /** NEW when first told; REVISED when its time or count changed; RETRACTED when it turned out not to have been. */
    status: picklist(LIMIT_EVENT_STATUSES),
    kind: picklist(LIMIT_EVENT_KINDS),
    /** When it happened, by the devices' clocks, Unix milliseconds. */
    at: number(),
    geofenceId: nullable(string()),
    placeId: nullable(string()),
    limitId: string(),
    minimum: nullable(number()),
    maximum: nullable(number()),
    /** How many counted from then on. */
    count: number(),
  }),
);

/** An entry of the topic `headcount`. */
export function headcountEvent<E extends EventType<unknown>>(
  event: E,
  subject: string,
  payload: InferInput<E['schema']>,
): NewEntry {
  return { topic: HEADCOUNT_TOPIC, subject, type: event.type, version: event.version, payload };
}

/** An entry of the topic `headcount-events`. */
export function limitEventEntry(subject: string, payload: InferInput<typeof limitEvent.schema>): NewEntry {
  const { type, version } = limitEvent;
  return { topic: HEADCOUNT_EVENTS_TOPIC, subject, type, version, payload };
}

/** The person an entry of topic `trackers` tells of, or null. */
export function personIn(entry: Entry): InferOutput<typeof person> | null {
  const event = [personCreated, personChanged, personErased].find(({ type }) => type === entry.type);
  return event ? payloadOf(entry, event) : null;
}

/** The place an entry of topic `geofences` tells of, or null. */
export function placeIn(entry: Entry): InferOutput<typeof place> | null {
  const event = [placeCreated, placeChanged].find(({ type }) => type === entry.type);
  return event ? payloadOf(entry, event) : null;
}

/** The geofence an entry of topic `geofences` tells of, or null. */
export function geofenceIn(entry: Entry): InferOutput<typeof geofence> | null {
  const event = [geofenceCreated, geofenceChanged, geofenceArchived].find(({ type }) => type === entry.type);
  return event ? payloadOf(entry, event) : null;
}

function define<S extends EventType<unknown>['schema']>(type: string, schema: S) {
  return { type, version: 1, schema };
}
