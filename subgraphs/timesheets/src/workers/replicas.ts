import {
  defineReplica,
  payloadOf,
  runProjection,
  type Entry,
  type ProjectionRunner,
  type Replica,
  type ReplicaChange,
  type RunnerDependencies,
} from '@trekker/kit';

import type { PersonState, PlaceState, TenantState, ZoneState } from '../db/rows.ts';
import {
  geofenceCreated,
  GEOFENCES_TOPIC,
  personIn,
  placeIn,
  TENANCY_TOPIC,
  timeZoneIn,
  TRACKERS_TOPIC,
} from '../events.ts';

/** A replica and what keeps it up to date. */
export interface Kept<T> {
  readonly replica: Replica<T>;
  readonly runner: ProjectionRunner;
}

/** What timesheets keeps of entities that other services own. Every state holds from the instant it was known. */
export interface Replicas {
  readonly tenants: Kept<TenantState>;
  readonly places: Kept<PlaceState>;
  readonly zones: Kept<ZoneState>;
  readonly people: Kept<PersonState>;
}

/** Key of the one state of replica `tenants`. */
const TENANT = 'tenant';

/** The replicas of one process, not yet started. */
export function createReplicas(deps: RunnerDependencies): Replicas {
  const keep = <T>(name: string, topic: string, changes: (entry: Entry) => ReplicaChange<T>[]): Kept<T> => {
    const replica = defineReplica({ name, schema: deps.schema, topic, changes });
    return { replica, runner: runProjection(replica.projection, deps) };
  };
  return {
    tenants: keep('tenants', TENANCY_TOPIC, tenantChanges),
    places: keep('places', GEOFENCES_TOPIC, placeChanges),
    zones: keep('zones', GEOFENCES_TOPIC, zoneChanges),
    people: keep('people', TRACKERS_TOPIC, personChanges),
  };
}

function tenantChanges(entry: Entry): ReplicaChange<TenantState>[] {
  const timeZone = timeZoneIn(entry);
  return timeZone === null ? [] : [{ key: TENANT, from: entry.at, data: { timeZone } }];
}

function placeChanges(entry: Entry): ReplicaChange<PlaceState>[] {
  const place = placeIn(entry);
  if (!place) return [];
  const { placeId: key, path, timeZone } = place;
  return [{ key, from: entry.at, data: { path, timeZone } }];
}

/** What is kept of a zone never changes, so its first entry says it all. */
function zoneChanges(entry: Entry): ReplicaChange<ZoneState>[] {
  if (entry.type !== geofenceCreated.type) return [];
  const { geofenceId: key, kind, placeId } = payloadOf(entry, geofenceCreated);
  return [{ key, from: entry.at, data: { kind, placeId } }];
}

function personChanges(entry: Entry): ReplicaChange<PersonState>[] {
  const person = personIn(entry);
  if (!person) return [];
  const { personId: key, unitId, kind } = person;
  return [{ key, from: entry.at, data: { unitId, kind } }];
}
