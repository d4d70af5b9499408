import { payloadOf, type Entry } from '@trekker/kit';
import { array, boolean, nullable, number, object, string, type InferOutput } from 'valibot';

/** One partition per tenant, published by geofences: which places and geofences there are. */
export const GEOFENCES_TOPIC = 'geofences';

/** `path` holds the ids from the top down to the place itself. */
export const placeCreated = define('place-created', object({ placeId: string(), path: array(string()) }));

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

/** The whole state of a person visit from now on; times are Unix milliseconds by the devices' clocks. */
export const personVisitChanged = define(
  'person-visit-changed',
  object({
    personVisitId: string(),
    personId: string(),
    geofenceId: string(),
    ...interval,
    stale: array(object(interval)),
    /** Whether the visit turned out never to have been. */
    retracted: boolean(),
  }),
);

/** One partition per tenant, published by trackers. */
export const TRACKERS_TOPIC = 'trackers';

const person = object({ personId: string(), unitId: nullable(string()) });
/** What is read of a person: the unit that owns it, or null for the tenant itself. */
const personCreated = define('person-created', person);
const personChanged = define('person-changed', person);

/** The person an entry of topic `trackers` tells of, or null. */
export function personIn(entry: Entry): InferOutput<typeof person> | null {
  const event = [personCreated, personChanged].find(({ type }) => type === entry.type);
  return event ? payloadOf(entry, event) : null;
}

/** The place an entry of topic `geofences` tells of, or null. */
export function placeIn(entry: Entry): InferOutput<typeof placeCreated.schema> | null {
  return entry.type === placeCreated.type ? payloadOf(entry, placeCreated) : null;
}

/** The geofence an entry of topic `geofences` tells of, or null. */
export function geofenceIn(entry: Entry): InferOutput<typeof geofence> | null {
  const event = [geofenceCreated, geofenceChanged, geofenceArchived].find(({ type }) => type === entry.type);
  return event ? payloadOf(entry, event) : null;
}

function define<S>(type: string, schema: S) {
  return { type, version: 1, schema };
}
