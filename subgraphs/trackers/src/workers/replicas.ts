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

import { geofenceIn, GEOFENCES_TOPIC, settingsChanged, TENANCY_TOPIC, unitCreated, unitMoved } from '../events.ts';

/** A replica and what keeps it up to date. */
export interface Kept<T> {
  readonly replica: Replica<T>;
  readonly runner: ProjectionRunner;
}

/** Ids from the top of the tree down to the unit itself. */
export interface UnitState {
  readonly path: readonly string[];
}

export interface GeofenceState {
  readonly name: string;
}

/** What trackers keeps of entities that other services own. */
export interface Replicas {
  readonly units: Kept<UnitState>;
  readonly geofences: Kept<GeofenceState>;
  /** By key. */
  readonly settings: Kept<SettingState>;
}

export interface SettingState {
  readonly value: string;
}

/** The replicas of one process, not yet started. Names are those `db/units.ts`, `db/zones.ts` and
 * `db/silence.ts` look for. */
export function createReplicas(deps: RunnerDependencies): Replicas {
  const keep = <T>(name: string, topic: string, changes: (entry: Entry) => ReplicaChange<T>[]): Kept<T> => {
    const replica = defineReplica({ name, schema: deps.schema, topic, changes });
    return { replica, runner: runProjection(replica.projection, deps) };
  };
  return {
    units: keep('unit-tree', TENANCY_TOPIC, unitChanges),
    geofences: keep('geofences', GEOFENCES_TOPIC, geofenceChanges),
    settings: keep('settings', TENANCY_TOPIC, settingChanges),
  };
}

function unitChanges(entry: Entry): ReplicaChange<UnitState>[] {
  const stateOf = ({ unitId, path }: { unitId: string; path: string[] }) => ({
    key: unitId,
    from: entry.at,
    data: { path },
  });
  switch (entry.type) {
    case unitCreated.type:
      return [stateOf(payloadOf(entry, unitCreated))];
    case unitMoved.type:
      return payloadOf(entry, unitMoved).units.map(stateOf);
    default:
      return [];
  }
}

/** Only what this service reads: others hold whole pictures. */
const SETTINGS = new Set(['connectedWithinSeconds', 'idleWithinSeconds']);

function settingChanges(entry: Entry): ReplicaChange<SettingState>[] {
  if (entry.type !== settingsChanged.type) return [];
  const { changes } = payloadOf(entry, settingsChanged);
  return changes.flatMap(({ key, value }) => (SETTINGS.has(key) ? { key, from: entry.at, data: { value } } : []));
}

function geofenceChanges(entry: Entry): ReplicaChange<GeofenceState>[] {
  const geofence = geofenceIn(entry);
  return geofence ? [{ key: geofence.geofenceId, from: entry.at, data: { name: geofence.name } }] : [];
}
