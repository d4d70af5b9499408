import type { EventType, NewEntry } from '@trekker/kit';
import { array, boolean, nullable, number, object, picklist, string, unknown, type InferOutput } from 'valibot';

import { GEOFENCE_KINDS, PLACE_KINDS } from './domain/geofence/kinds.ts';

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

/** One partition per tenant, published here: changes of visits, those of assignments and progress in between. */
export const VISITS_TOPIC = 'visits';

const stale = array(object({ from: number(), to: nullable(number()) }));

/** A new belief about a visit. `headcount` and stage two read it. */
export const visitChanged = define(
  'visit-changed',
  object({
    visitId: string(),
    /** 0 for the first belief. */
    revision: number(),
    kind: picklist(['ENTERED', 'LEFT', 'PHASE_CHANGED', 'REVISED']),
    trackerId: string(),
    geofenceId: string(),
    from: number(),
    to: nullable(number()),
    endReason: nullable(picklist(['LEFT', 'FENCE_CHANGED'])),
    stale,
  }),
);

const assignment = object({
  assignmentId: string(),
  trackerId: string(),
  personId: nullable(string()),
  assetId: nullable(string()),
  from: number(),
  to: nullable(number()),
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
    from: number(),
    to: nullable(number()),
    stale,
    /** It is no longer believed to be true. */
    retracted: boolean(),
  }),
);

/** One partition per tenant, published by trackers. */
export const TRACKERS_TOPIC = 'trackers';
/** What is read of its entries. */
const tracker = object({ trackerId: string(), unitId: nullable(string()) });
const person = object({ personId: string(), unitId: nullable(string()) });
export const TRACKER_EVENTS = ['tracker-added', 'tracker-changed'].map((type) => define(type, tracker));
export const PERSON_EVENTS = ['person-created', 'person-changed'].map((type) => define(type, person));
export const ASSIGNMENT_EVENTS = ['assignment-started', 'assignment-changed', 'assignment-ended'].map((type) =>
  define(type, assignment),
);

/** An entry of the topic `geofences`. */
export function geofencesEvent<E extends EventType<unknown>>(
  event: E,
  subject: string,
  payload: InferOutput<E['schema']>,
): NewEntry {
  return entryOf(GEOFENCES_TOPIC, event, { subject, payload });
}

/** An entry of the topic `visits`. */
export function visitsEvent<E extends EventType<unknown>>(
  event: E,
  subject: string,
  payload: InferOutput<E['schema']>,
): NewEntry {
  return entryOf(VISITS_TOPIC, event, { subject, payload });
}

/** An entry of the topic `person-visits`. */
export function personVisitsEvent<E extends EventType<unknown>>(
  event: E,
  subject: string,
  payload: InferOutput<E['schema']>,
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
