import { payloadOf, type Entry, type EventType, type NewEntry } from '@trekker/kit';
import { array, nullable, number, object, optional, picklist, string, unknown, type InferOutput } from 'valibot';

import { MARK_KINDS } from './facts.ts';
import { MUSTER_MODES, STATION_POLICIES } from './session.ts';

/** One partition per tenant, published here: what people did. `tenancy` reads it for its audit. */
const DEEDS_TOPIC = 'headcount';

const one = { musterId: string() };

export const musterStarted = define(
  'muster-started',
  object({
    ...one,
    placeId: string(),
    mode: picklist(MUSTER_MODES),
    name: string(),
    stationPolicy: picklist(STATION_POLICIES),
    stationIds: array(string()),
    expectedMinutes: nullable(number()),
    /** How many people were on the list. */
    expected: number(),
  }),
);
export const musterPaused = define('muster-paused', object(one));
export const musterResumed = define('muster-resumed', object(one));
export const musterEnded = define('muster-ended', object(one));
export const musterCancelled = define('muster-cancelled', object(one));
/** What a warden wrote of a person stays in this service's tables. */
export const musterMarked = define(
  'muster-marked',
  object({
    ...one,
    actId: string(),
    personId: string(),
    kind: picklist(MARK_KINDS),
    by: picklist(['WARDEN', 'QR']),
    stationId: nullable(string()),
    /** When it was true, Unix milliseconds. */
    markedAt: number(),
  }),
);
export const musterCodeMade = define(
  'muster-code-made',
  object({ ...one, stationId: string(), /** Excluded, Unix milliseconds. */ until: number() }),
);
/** Exactly one of unit and person is told; no station at all means any. */
export const stationsAssigned = define(
  'stations-assigned',
  object({ unitId: nullable(string()), personId: nullable(string()), stationIds: array(string()) }),
);

/** An entry that tells of a deed. */
export function deedEntry<E extends EventType<unknown>>(
  { type, version }: E,
  subject: string,
  { payload, reason = null }: { payload: InferOutput<E['schema']>; reason?: string | null },
): NewEntry {
  return { topic: DEEDS_TOPIC, subject, type, version, payload, reason };
}

/** One partition per tenant, published here, for notifications. `tenancy` reads it. */
const EVENTS_TOPIC = 'headcount-events';
/** A muster started, or its clock was stopped, let run again or stopped for good. */
const musterEvent = define(
  'muster-event',
  object({
    eventId: string(),
    status: picklist(['NEW']),
    kind: picklist(['MUSTER_STARTED', 'MUSTER_PAUSED', 'MUSTER_RESUMED', 'MUSTER_ENDED']),
    /** Unix milliseconds. */
    at: number(),
    ...one,
    placeId: string(),
    mode: picklist(MUSTER_MODES),
    name: string(),
  }),
);

/** An entry for notifications. */
export function musterEventEntry(
  subject: string,
  payload: Omit<InferOutput<typeof musterEvent.schema>, 'status'>,
): NewEntry {
  const { type, version } = musterEvent;
  return { topic: EVENTS_TOPIC, subject, type, version, payload: { ...payload, status: 'NEW' } };
}

/** Shared by all tenants, published by positions; a tracker's entries are always in one partition. */
export const POSITIONS_TOPIC = 'positions';
/** Its entries of this type carry packed positions as body. */
export const POSITIONS_ENTRY = { type: 'positions', version: 1 } as const;

/** One partition per tenant, published by positions: what is done to what devices report. */
export const DEVICES_TOPIC = 'devices';
/** Positions recorded before an instant (Unix milliseconds) are deleted for good, but those of some trackers. */
export const positionsForgotten = define(
  'positions-forgotten',
  object({ before: number(), heldTrackerIds: array(string()) }),
);

const place = object({
  placeId: string(),
  name: optional(string(), ''),
  path: array(string()),
  /** IANA name; null: that of the place above, at the top that of the tenant. */
  timeZone: optional(nullable(string()), null),
});
const geofence = object({
  geofenceId: string(),
  name: optional(string(), ''),
  kind: optional(string(), 'WORK_ZONE'),
  placeId: nullable(string()),
});
const PLACE_EVENTS = ['place-created', 'place-changed'].map((type) => define(type, place));
const GEOFENCE_EVENTS = ['geofence-created', 'geofence-changed'].map((type) => define(type, geofence));
const geofenceArchived = define('geofence-archived', geofence);

/** What an entry of topic `geofences` tells of a place, or null. */
export const placeTold = (entry: Entry) => payloadIn(entry, PLACE_EVENTS);
/** What an entry of topic `geofences` tells of a geofence, or null. */
export function zoneTold(entry: Entry): (InferOutput<typeof geofence> & { readonly archived: boolean }) | null {
  const told = payloadIn(entry, [...GEOFENCE_EVENTS, geofenceArchived]);
  return told && { ...told, archived: entry.type === geofenceArchived.type };
}

const assignment = object({
  trackerId: string(),
  /** Null where the tracker is on a thing. */
  personId: nullable(string()),
  /** Unix milliseconds. */
  from: number(),
  /** Excluded; null while it lasts. */
  to: nullable(number()),
});
const ASSIGNMENT_EVENTS = ['assignment-started', 'assignment-changed', 'assignment-ended'].map((type) =>
  define(type, assignment),
);

/** What an entry of topic `trackers` tells of an assignment, or null. */
export const assignmentTold = (entry: Entry) => payloadIn(entry, ASSIGNMENT_EVENTS);

const unitName = object({ unitId: string(), name: string(), kind: string() });
const unitPath = object({ unitId: string(), path: array(string()) });
const UNIT_NAMED = ['unit-created', 'unit-changed'].map((type) => define(type, unitName));
const unitCreated = define('unit-created', unitPath);
const unitMoved = define('unit-moved', object({ units: array(unitPath) }));

/** The name and kind of a unit that an entry of topic `tenancy` tells, or null. */
export const unitNameTold = (entry: Entry) => payloadIn(entry, UNIT_NAMED);
/** The paths of units that an entry of topic `tenancy` tells. */
export function unitPathsTold(entry: Entry): readonly InferOutput<typeof unitPath>[] {
  if (entry.type === unitMoved.type) return payloadOf(entry, unitMoved).units;
  return entry.type === unitCreated.type ? [payloadOf(entry, unitCreated)] : [];
}

const tenantCreated = define('tenant-created', object({ timeZone: string() }));
const settingsChanged = define(
  'settings-changed',
  object({ changes: array(object({ key: string(), value: unknown() })) }),
);

/** The time zone a tenant has from an entry of topic `tenancy` on, or null where that says nothing of it. */
export function timeZoneTold(entry: Entry): string | null {
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
