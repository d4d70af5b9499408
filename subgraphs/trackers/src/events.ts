import { payloadOf, type Entry, type EventType, type NewEntry } from '@trekker/kit';
import { array, boolean, nullable, number, object, optional, picklist, string, type InferOutput } from 'valibot';

import { TOLD_END_REASONS } from './domain/end-reason.ts';
import { PERSON_KINDS } from './domain/person-kind.ts';

/**
 * One partition per tenant, published here. Names of people stay in this service's tables; entries carry ids. `positions`
 * reads which tracker an identifier stands for.
 */
export const TRACKERS_TOPIC = 'trackers';

const assignment = object({
  assignmentId: string(),
  trackerId: string(),
  personId: nullable(string()),
  assetId: nullable(string()),
  /** Unix milliseconds, included. */
  from: number(),
  /** Unix milliseconds, excluded; null while it lasts. */
  to: nullable(number()),
  /** Which of several trackers of a person speaks where they are equally well heard: the highest. */
  priority: optional(number(), 0),
});

/** `identifiers` lists all of them. */
const tracker = { trackerId: string(), name: string(), unitId: nullable(string()), identifiers: array(string()) };
/** Who was added before there were kinds is an employee. */
const person = object({
  personId: string(),
  unitId: nullable(string()),
  kind: optional(picklist(PERSON_KINDS), 'EMPLOYEE'),
  trade: optional(nullable(string()), null),
  /** What the person is responsible for on site. */
  role: optional(nullable(string()), null),
});
const asset = object({ assetId: string(), unitId: nullable(string()) });

export const trackerAdded = define('tracker-added', object(tracker));
/** `released` are identifiers that were the tracker's until now; from now on they stand for nothing, or for another. */
export const trackerChanged = define(
  'tracker-changed',
  object({
    ...tracker,
    released: array(string()),
    /** The unit that owned it before; absent in entries from before this was told. */
    unitIdBefore: optional(nullable(string())),
  }),
);
export const personCreated = define('person-created', person);
export const personChanged = define('person-changed', person);
/** Who a person was is forgotten, and so is what trackers were called that nobody else ever had. */
export const personErased = define(
  'person-erased',
  object({ personId: string(), unitId: nullable(string()), kind: picklist(PERSON_KINDS), trackerIds: array(string()) }),
);
/** Something must be kept from now on, of a person, a tracker, or the tenant; the reason stands in the envelope. */
export const legalHoldPlaced = define(
  'legal-hold-placed',
  object({ holdId: string(), personId: nullable(string()), trackerId: nullable(string()) }),
);
export const legalHoldReleased = define('legal-hold-released', object({ holdId: string() }));
export const assetCreated = define('asset-created', asset);
export const assetChanged = define('asset-changed', asset);
export const assignmentStarted = define('assignment-started', assignment);
/** The end of an assignment that had one was moved, or its priority is another. */
export const assignmentChanged = define('assignment-changed', assignment);
/** An assignment that lasted got an end, which may lie in the future. */
export const assignmentEnded = define('assignment-ended', assignment);

/** An entry of this topic. */
export function trackersEvent<E extends EventType<unknown>>(
  event: E,
  subject: string,
  payload: InferOutput<E['schema']>,
): NewEntry {
  return { topic: TRACKERS_TOPIC, subject, type: event.type, version: event.version, payload };
}

/** An entry that tells of a person. */
export function personEvent(
  event: typeof personCreated,
  { tenantId, personId, unitId, kind, trade, role }: InferOutput<typeof person> & { tenantId: string },
): NewEntry {
  return trackersEvent(event, tenantId, { personId, unitId, kind, trade, role });
}

/** An entry that tells of an assignment. */
export function assignmentEvent(
  event: typeof assignmentStarted,
  {
    tenantId,
    assignmentId,
    trackerId,
    personId,
    assetId,
    from,
    to,
    priority,
  }: InferOutput<typeof assignment> & { tenantId: string },
): NewEntry {
  return trackersEvent(event, tenantId, { assignmentId, trackerId, personId, assetId, from, to, priority });
}

/** The tracker whose state an entry of this topic changed, or null. */
export function trackerConcernedBy(entry: Entry): string | null {
  const events = [trackerAdded, trackerChanged, assignmentStarted, assignmentChanged, assignmentEnded];
  const event = events.find(({ type }) => type === entry.type);
  return event ? payloadOf<{ trackerId: string }>(entry, event).trackerId : null;
}

/** One partition per tenant, published by tenancy. */
export const TENANCY_TOPIC = 'tenancy';

/** `path` holds the ids from the top down to the unit itself. */
const placedUnit = object({ unitId: string(), path: array(string()) });
export const unitCreated = define('unit-created', placedUnit);
/** `units` are the one that was moved and all below it, with their new paths. */
export const unitMoved = define('unit-moved', object({ units: array(placedUnit) }));

/** Settings of the tenant that have another value from then on. */
export const settingsChanged = define(
  'settings-changed',
  object({ changes: array(object({ key: string(), value: string() })) }),
);

/** One partition per tenant, published by geofences: which geofences there are. */
export const GEOFENCES_TOPIC = 'geofences';

const geofence = object({ geofenceId: string(), name: string() });
const GEOFENCE_EVENTS = ['geofence-created', 'geofence-changed', 'geofence-archived'].map((type) =>
  define(type, geofence),
);

/** The geofence an entry of topic `geofences` tells of, or null. */
export function geofenceIn(entry: Entry): InferOutput<typeof geofence> | null {
  const event = GEOFENCE_EVENTS.find(({ type }) => type === entry.type);
  return event ? payloadOf(entry, event) : null;
}

/** One partition per tenant, published by geofences: who was in which geofence, and every correction of it. */
export const VISITS_TOPIC = 'visits';
/** The whole belief about a visit from now on; times are Unix milliseconds by the devices' clocks. */
export const visitChanged = define(
  'visit-changed',
  object({
    visitId: string(),
    trackerId: string(),
    geofenceId: string(),
    from: number(),
    /** Excluded; null while the tracker is inside. */
    to: nullable(number()),
    /** It is no longer believed to be true. */
    retracted: optional(boolean(), false),
  }),
);

/** Shared by all tenants, published by positions; a tracker's entries are always in one partition. */
export const POSITIONS_TOPIC = 'positions';
/** Number of its partitions, for ever. */
export const POSITIONS_PARTITIONS = 16;
/** Its entries of this type carry packed positions as body. */
export const POSITIONS_ENTRY = { type: 'positions', version: 1 } as const;
/** The way a tracker is heard. */
const way = { protocol: string(), transport: string(), address: nullable(string()) };
/** A tracker gave a sign of life without a place; the way is told when it is a new one. */
export const signOfLife = define('heard', object({ trackerId: string(), way: optional(object(way)) }));
/** A tracker opened a connection. */
export const trackerConnected = define(
  'tracker-connected',
  object({ trackerId: string(), connectionId: string(), ...way }),
);
/** A connection of a tracker ended; without an id: whichever is open. */
export const trackerDisconnected = define(
  'tracker-disconnected',
  object({
    trackerId: string(),
    connectionId: nullable(string()),
    reason: picklist(TOLD_END_REASONS),
    messages: optional(number(), 0),
    bytes: optional(number(), 0),
  }),
);

function define<S extends EventType<unknown>['schema']>(type: string, schema: S) {
  return { type, version: 1, schema };
}
