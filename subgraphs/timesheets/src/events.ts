import { payloadOf, type Entry, type EventType } from '@trekker/kit';
import { array, boolean, nullable, number, object, optional, picklist, string, unknown } from 'valibot';

/** One partition per tenant, published by tenancy: the tenant and its settings. */
export const TENANCY_TOPIC = 'tenancy';
/** What is read of a new tenant: the IANA time zone of its days. */
const tenantCreated = define('tenant-created', object({ timeZone: string() }));
/** Settings got new values; of these only `timeZone` is read. */
const settingsChanged = define(
  'settings-changed',
  object({ changes: array(object({ key: string(), value: unknown() })) }),
);

/** One partition per tenant, published by geofences: which places and geofences there are. */
export const GEOFENCES_TOPIC = 'geofences';
const place = object({
  placeId: string(),
  /** Ids from the top down to the place itself. */
  path: array(string()),
  /** IANA name; null or absent: that of the place above, at the top that of the tenant. */
  timeZone: optional(nullable(string()), null),
});
const placeCreated = define('place-created', place);
const placeChanged = define('place-changed', place);
export const geofenceCreated = define(
  'geofence-created',
  object({ geofenceId: string(), kind: string(), placeId: nullable(string()) }),
);

/**
 * One partition per tenant, published by geofences: who was in which geofence, every correction of
 * it, who carries what, and how far all that goes.
 */
export const PERSON_VISITS_TOPIC = 'person-visits';
const interval = { from: number(), to: nullable(number()) };
/**
 * The whole state of a person visit from now on; times are Unix milliseconds by the devices' clocks. One that ended because
 * its tracker fell silent or was switched off ended when that was last heard: what follows, in which somebody counts as
 * lost, is nobody's work, and a silence to be looked at. Where another tracker speaks for the person, its visit goes on without a gap.
 */
export const personVisitChanged = define(
  'person-visit-changed',
  object({
    personVisitId: string(),
    personId: string(),
    geofenceId: string(),
    ...interval,
    stale: array(object(interval)),
    /** After an end for silence or for being switched off: until the tracker is heard again. */
    lost: optional(nullable(object(interval)), null),
    /** Whether the visit turned out never to have been. */
    retracted: boolean(),
  }),
);
/** What these trackers recorded in order before `reachedAt`, Unix milliseconds, is part of the visits told before. */
export const trackersReached = define(
  'trackers-reached',
  object({ trackers: array(object({ trackerId: string(), reachedAt: number() })) }),
);

/** The state of an assignment; visits that follow from it are told before. */
export const assignmentChanged = define(
  'assignment-changed',
  object({ assignmentId: string(), trackerId: string(), personId: nullable(string()), ...interval }),
);

/** Shared by all tenants, published by positions: of its heads the time of the latest entry or tick is read. */
export const POSITIONS_TOPIC = 'positions';

/** One partition per tenant, published by trackers: people. */
export const TRACKERS_TOPIC = 'trackers';
const person = object({
  personId: string(),
  /** The unit that owns the person, or null for the tenant itself. */
  unitId: nullable(string()),
  kind: optional(picklist(['EMPLOYEE', 'CONTRACTOR', 'VISITOR']), 'EMPLOYEE'),
});
const personCreated = define('person-created', person);
const personChanged = define('person-changed', person);
/** The place an entry of topic `geofences` tells of, or null. */
export const placeIn = (entry: Entry) => payloadIn(entry, [placeCreated, placeChanged]);

/** The person an entry of topic `trackers` tells of, or null. */
export const personIn = (entry: Entry) => payloadIn(entry, [personCreated, personChanged]);

/** The time zone a tenant has from an entry of topic `tenancy` on, or null where that says nothing of it. */
export function timeZoneIn(entry: Entry): string | null {
  if (entry.type === tenantCreated.type) return payloadOf(entry, tenantCreated).timeZone;
  if (entry.type !== settingsChanged.type) return null;
  const value = payloadOf(entry, settingsChanged).changes.findLast(({ key }) => key === 'timeZone')?.value;
  return typeof value === 'string' ? value : null;
}

function payloadIn<T>(entry: Entry, events: readonly EventType<T>[]): T | null {
  const event = events.find(({ type }) => type === entry.type);
  return event ? payloadOf(entry, event) : null;
}

function define<S extends EventType<unknown>['schema']>(type: string, schema: S) {
  return { type, version: 1, schema };
}
