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
  unknown,
  type InferInput,
  type InferOutput,
} from 'valibot';

import { GEOFENCE_EVENT_KINDS } from './domain/events/geofence-event.ts';
import { GEOFENCE_KINDS, PLACE_KINDS } from './domain/geofence/kinds.ts';
import { VISIT_END_REASONS } from './domain/presence/visit.ts';
import { VISIT_CHANGE_KINDS } from './domain/presence/visit-change.ts';

/** One partition per tenant, published here: places and geofences as they are. `headcount` and `timesheets` keep replicas. */
const GEOFENCES_TOPIC = 'geofences';

const place = object({
  placeId: string(),
  name: string(),
  kind: picklist(PLACE_KINDS),
  parentId: nullable(string()),
  /** Ids from the top down to the place itself. */
  path: array(string()),
  /** IANA name; null: that of the place above, at the top that of the tenant. */
  timeZone: nullable(string()),
});

const geofence = object({
  geofenceId: string(),
  name: string(),
  kind: picklist(GEOFENCE_KINDS),
  placeId: nullable(string()),
  /** The newest version with a shape. */
  number: number(),
  /** Unix milliseconds, included. */
  validFrom: number(),
  /** Unix milliseconds, excluded; null while it holds. */
  validTo: nullable(number()),
  staleAfterSeconds: nullable(number()),
});

export const placeCreated = define('place-created', place);
/** Its name or time zone changed. */
export const placeChanged = define('place-changed', place);
export const geofenceCreated = define('geofence-created', geofence);
/** Its name changed, or it got a new version. */
export const geofenceChanged = define('geofence-changed', geofence);
export const geofenceArchived = define('geofence-archived', geofence);
export type PlaceToldOf = InferOutput<typeof place>;
export type GeofenceToldOf = InferOutput<typeof geofence>;

/** Shared by all tenants in 16 partitions for ever; published by positions, and here as for control entries. */
export const POSITIONS_TOPIC = 'positions';
const POSITION_PARTITIONS = 16;
/** Its entries of this type carry packed positions as body. */
export const positionsAppended: EventType<unknown> = { type: 'positions', version: 1, schema: unknown() };
/**
 * A control entry of topic `positions`, one in every partition for an edit of a tenant's geofences. From here on the
 * partition knows every version up to `edit`; `versions` names those that are new. Shapes lie in the table of versions.
 */
export const fencesEdited = define(
  'geofence-version',
  object({ edit: number(), versions: array(object({ geofenceId: string(), number: number() })) }),
);

/** One partition per tenant, published by positions: what is done to what devices report. */
export const DEVICES_TOPIC = 'devices';
/** Positions recorded before an instant (Unix milliseconds) are deleted for good, but those of some trackers. */
export const positionsForgotten = define(
  'positions-forgotten',
  object({ before: number(), heldTrackerIds: array(string()) }),
);

/** One partition per tenant, published here: changes of visits, those of assignments and progress in between. */
export const VISITS_TOPIC = 'visits';

const phases = array(object({ from: number(), to: nullable(number()) }));

/** What a visit is told with, whether a tracker's or a person's; entries from before these rules lack the optional ones. */
const visitState = {
  from: number(),
  to: nullable(number()),
  /** Why it ended; null while it lasts. */
  endReason: optional(nullable(picklist(VISIT_END_REASONS)), null),
  /** Silence that leaves some doubt. */
  probable: optional(phases, []),
  /** Silence that is too long. */
  stale: phases,
  /** Times at which the tracker hardly moved for too long. */
  loitering: optional(phases, []),
  /** First instant of dwelling, or null. */
  dwelledAt: optional(nullable(number()), null),
  /** After an end for silence or for being switched off: until the tracker is heard again. */
  lost: optional(nullable(object({ from: number(), to: nullable(number()) })), null),
  /** It is no longer believed to be true. */
  retracted: optional(boolean(), false),
  /** The visit that took its place, where a retracted one turned out to be part of another. */
  supersededBy: optional(nullable(string()), null),
};

/** A new belief about a visit. `trackers` and stage two read it. */
export const visitChanged = define(
  'visit-changed',
  object({
    visitId: string(),
    /** 0 for the first belief. */
    revision: number(),
    kind: picklist(VISIT_CHANGE_KINDS),
    trackerId: string(),
    geofenceId: string(),
    ...visitState,
  }),
);

/**
 * How a tracker was heard: within `[from, to)` its silences of more than 300 s are exactly these, from the last fix before
 * to the next one; `off` where the device said that it is switched off. What was told of that stretch before no longer
 * holds. Stage two reads it.
 */
export const coverageChanged = define(
  'coverage-changed',
  object({
    trackerId: string(),
    from: number(),
    to: nullable(number()),
    silences: array(object({ from: number(), to: nullable(number()), off: boolean() })),
  }),
);

const assignment = object({
  assignmentId: string(),
  trackerId: string(),
  personId: nullable(string()),
  assetId: nullable(string()),
  from: number(),
  to: nullable(number()),
  /** Which of several trackers of a person speaks where they are equally well heard: the highest. */
  priority: optional(number(), 0),
});

/** The state of an assignment, as the topic `trackers` told of it. */
export const assignmentMoved = define('assignment-changed', assignment);

/** What these trackers recorded in order before `reachedAt`, Unix milliseconds, is part of what was told before. */
export const trackersReached = define(
  'trackers-reached',
  object({ trackers: array(object({ trackerId: string(), reachedAt: number() })) }),
);

/**
 * One partition per tenant, published here: changes of people's visits. Assignments and progress of trackers follow what
 * came of them, so that whoever sees them sees the visits too; `timesheets` reads all of it.
 */
const PERSON_VISITS_TOPIC = 'person-visits';
export const personVisitChanged = define(
  'person-visit-changed',
  object({
    personVisitId: string(),
    personId: string(),
    visitId: string(),
    trackerId: string(),
    geofenceId: string(),
    ...visitState,
    /** Whether the tracker was inside already when it began to speak for the person. */
    alreadyInside: optional(boolean(), false),
    /** Of a visit that ended although its tracker stayed: HANDED_OVER, or another tracker spoke for the person. */
    endReason: optional(nullable(picklist([...VISIT_END_REASONS, 'HANDED_OVER', 'OTHER_TRACKER'])), null),
  }),
);

/**
 * One partition per tenant, published here by stage two: what happened in geofences, for notifications and live feeds.
 * `tenancy` reads it.
 */
export const GEOFENCE_EVENTS_TOPIC = 'geofence-events';
/** Something that happened, or a correction of what was told. */
export const geofenceEvent = define(
  'geofence-event',
  object({
    /** Stable: the same happening has the same id under correction and replay. */
    eventId: string(),
    /** NEW when first told; REVISED when its time or bearer changed; RETRACTED when it turned out not to have been. */
    status: picklist(['NEW', 'REVISED', 'RETRACTED']),
    kind: picklist(GEOFENCE_EVENT_KINDS),
    /** When it happened, by the devices' clocks, Unix milliseconds. */
    at: number(),
    geofenceId: string(),
    geofenceKind: picklist(GEOFENCE_KINDS),
    placeId: nullable(string()),
    trackerId: string(),
    /** Who or what carried the tracker then; both null where nobody did. */
    personId: nullable(string()),
    assetId: nullable(string()),
    visitId: string(),
  }),
);

/** One partition per tenant, published by trackers. */
export const TRACKERS_TOPIC = 'trackers';
/** What is read of its entries. */
const tracker = object({ trackerId: string(), unitId: nullable(string()) });
const person = object({ personId: string(), unitId: nullable(string()) });
const asset = object({ assetId: string(), unitId: nullable(string()) });
export const TRACKER_EVENTS = ['tracker-added', 'tracker-changed'].map((type) => define(type, tracker));
export const PERSON_EVENTS = ['person-created', 'person-changed'].map((type) => define(type, person));
export const ASSET_EVENTS = ['asset-created', 'asset-changed'].map((type) => define(type, asset));
export const ASSIGNMENT_EVENTS = ['assignment-started', 'assignment-changed', 'assignment-ended'].map((type) =>
  define(type, assignment),
);

/** An entry of the topic `geofences`. */
export function geofencesEvent<E extends EventType<unknown>>(
  event: E,
  subject: string,
  payload: InferInput<E['schema']>,
): NewEntry {
  return entryOf(GEOFENCES_TOPIC, event, { subject, payload });
}

/** One partition per tenant, published by tenancy. */
export const TENANCY_TOPIC = 'tenancy';
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

/** An entry of the topic `visits`. */
export function visitsEvent<E extends EventType<unknown>>(
  event: E,
  subject: string,
  payload: InferInput<E['schema']>,
): NewEntry {
  return entryOf(VISITS_TOPIC, event, { subject, payload });
}

/** An entry of the topic `geofence-events`. */
export function geofenceEventsEvent(subject: string, payload: InferInput<typeof geofenceEvent.schema>): NewEntry {
  return entryOf(GEOFENCE_EVENTS_TOPIC, geofenceEvent, { subject, payload });
}

/** An entry of the topic `person-visits`. */
export function personVisitsEvent<E extends EventType<unknown>>(
  event: E,
  subject: string,
  payload: InferInput<E['schema']>,
): NewEntry {
  return entryOf(PERSON_VISITS_TOPIC, event, { subject, payload });
}

/** What tells every partition of positions of an edit: one entry each, however many geofences it concerned. */
export function fenceControls(subject: string, payload: InferOutput<typeof fencesEdited.schema>): NewEntry[] {
  const control = { ...entryOf(POSITIONS_TOPIC, fencesEdited, { subject, payload }), kind: 'control' as const };
  return Array.from({ length: POSITION_PARTITIONS }, (_, partition) => ({ ...control, partition }));
}

function entryOf(
  topic: string,
  { type, version }: EventType<unknown>,
  { subject, payload }: { subject: string; payload: unknown },
): NewEntry {
  return { topic, subject, type, version, payload };
}

function define<S extends EventType<unknown>['schema']>(type: string, schema: S) {
  return { type, version: 1, schema };
}
