import {
  defineReplica,
  runProjection,
  type Entry,
  type ProjectionRunner,
  type Replica,
  type ReplicaChange,
  type RunnerDependencies,
} from '@trekker/kit';

import type { PersonState, PlaceState, ZoneState } from '../db/rows.ts';
import { geofenceArchived, geofenceIn, GEOFENCES_TOPIC, personIn, placeIn, TRACKERS_TOPIC } from '../events.ts';

/** A replica and what keeps it up to date. */
export interface Kept<T> {
  readonly replica: Replica<T>;
  readonly runner: ProjectionRunner;
}

/** What headcount keeps of entities that other services own. */
export interface Replicas {
  readonly zones: Kept<ZoneState>;
  readonly places: Kept<PlaceState>;
  readonly people: Kept<PersonState>;
}

/** The replicas of one process, not yet started. Names are those `db/zones.ts` and `db/changes.ts` look for. */
export function createReplicas(deps: RunnerDependencies): Replicas {
  const keep = <T>(name: string, topic: string, changes: (entry: Entry) => ReplicaChange<T>[]): Kept<T> => {
    const replica = defineReplica({ name, schema: deps.schema, topic, changes });
    return { replica, runner: runProjection(replica.projection, deps) };
  };
  return {
    zones: keep('zones', GEOFENCES_TOPIC, zoneChanges),
    places: keep('places', GEOFENCES_TOPIC, placeChanges),
    people: keep('people', TRACKERS_TOPIC, personChanges),
  };
}

/** A zone exists from its first version on, by the devices' clocks, which may lie years before it was drawn. */
function zoneChanges(entry: Entry): ReplicaChange<ZoneState>[] {
  const geofence = geofenceIn(entry);
  if (!geofence) return [];
  const { geofenceId: key, placeId, validFrom, validTo } = geofence;
  if (entry.type !== geofenceArchived.type) return [{ key, from: validFrom, data: { placeId, archived: false } }];
  const archived = (from: number) => ({ key, from, data: { placeId, archived: true } });
  const end = validTo ?? entry.at;
  // Archived before it ever held: its beginning must not bring it back.
  return validFrom < end ? [archived(end)] : [archived(end), archived(validFrom)];
}

function placeChanges(entry: Entry): ReplicaChange<PlaceState>[] {
  const place = placeIn(entry);
  return place ? [{ key: place.placeId, from: entry.at, data: { path: place.path } }] : [];
}

function personChanges(entry: Entry): ReplicaChange<PersonState>[] {
  const person = personIn(entry);
  return person ? [{ key: person.personId, from: entry.at, data: { unitId: person.unitId } }] : [];
}
