import {
  defineReplica,
  runProjection,
  type Entry,
  type ProjectionRunner,
  type Replica,
  type ReplicaChange,
  type RunnerDependencies,
} from '@trekker/kit';

import type { GeofenceState, OwnedState, PlaceState } from '../db/notifications/surroundings.ts';
import { geofenceIn, GEOFENCES_TOPIC, ownerIn, placeIn, TRACKERS_TOPIC } from '../events.ts';

/** A replica and what keeps it up to date. */
export interface Kept<T> {
  readonly replica: Replica<T>;
  readonly runner: ProjectionRunner;
}

/** What tenancy keeps of entities that other services own, to decide who is told of what. */
export interface Replicas {
  readonly people: Kept<OwnedState>;
  readonly assets: Kept<OwnedState>;
  readonly trackers: Kept<OwnedState>;
  readonly places: Kept<PlaceState>;
  readonly geofences: Kept<GeofenceState>;
}

/** The replicas of one process, not yet started. Names are those `db/notifications` looks for. */
export function createReplicas(deps: RunnerDependencies): Replicas {
  const keep = <T>(name: string, topic: string, changes: (entry: Entry) => ReplicaChange<T>[]): Kept<T> => {
    const replica = defineReplica({ name, schema: deps.schema, topic, changes });
    return { replica, runner: runProjection(replica.projection, deps) };
  };
  return {
    people: keep('people', TRACKERS_TOPIC, ownedBy('personId')),
    assets: keep('assets', TRACKERS_TOPIC, ownedBy('assetId')),
    trackers: keep('trackers', TRACKERS_TOPIC, ownedBy('trackerId')),
    places: keep('places', GEOFENCES_TOPIC, placeChanges),
    geofences: keep('geofences', GEOFENCES_TOPIC, geofenceChanges),
  };
}

function ownedBy(idField: 'personId' | 'assetId' | 'trackerId') {
  return (entry: Entry): ReplicaChange<OwnedState>[] => {
    const owner = ownerIn(entry);
    const key = owner?.[idField];
    return owner && key !== undefined ? [{ key, from: entry.at, data: { unitId: owner.unitId } }] : [];
  };
}

function placeChanges(entry: Entry): ReplicaChange<PlaceState>[] {
  const place = placeIn(entry);
  if (!place) return [];
  const { placeId: key, name, path, timeZone } = place;
  return [{ key, from: entry.at, data: { name, path, timeZone } }];
}

function geofenceChanges(entry: Entry): ReplicaChange<GeofenceState>[] {
  const geofence = geofenceIn(entry);
  if (!geofence) return [];
  const { geofenceId: key, name, placeId } = geofence;
  return [{ key, from: entry.at, data: { name, placeId } }];
}
