import {
  defineReplica,
  runProjection,
  type Entry,
  type ProjectionRunner,
  type Replica,
  type ReplicaChange,
  type RunnerDependencies,
} from '@trekker/kit';

import type { PlaceState, ZonePlaceState, ZoneState } from '../db/rows.ts';
import type { PersonTold, UnitTold } from '../domain/attributes.ts';
import {
  geofenceArchived,
  geofenceIn,
  GEOFENCES_TOPIC,
  personErased,
  personIn,
  placeIn,
  TENANCY_TOPIC,
  TRACKERS_TOPIC,
  unitKindIn,
  unitPathsIn,
} from '../events.ts';
import { derivingAgain, type Touching } from './derive-again.ts';
import { peopleChanged, placesMoved, unitsMoved, zonesMoved } from './touching.ts';

/** A replica and what keeps it up to date. */
export interface Kept<T> {
  readonly replica: Replica<T>;
  readonly runner: ProjectionRunner;
}

/** What headcount keeps of entities that other services own. */
export interface Replicas {
  readonly zones: Kept<ZoneState>;
  readonly zonePlaces: Kept<ZonePlaceState>;
  readonly places: Kept<PlaceState>;
  readonly people: Kept<PersonTold>;
  readonly unitPaths: Kept<Pick<UnitTold, 'path'>>;
  readonly unitKinds: Kept<Pick<UnitTold, 'kind'>>;
}

/** What a replica is made of. */
interface Wanted<T> {
  readonly topic: string;
  readonly changes: (entry: Entry) => ReplicaChange<T>[];
  /** What limits and marks have of it; absent: nothing. */
  readonly touching?: Touching;
}

/**
 * The replicas of one process, not yet started. Names are those that `db/zones.ts`, `db/attributes.ts` and `db/changes.ts`
 * look for.
 */
export function createReplicas(deps: RunnerDependencies): Replicas {
  const keep = <T>(name: string, { topic, changes, touching }: Wanted<T>): Kept<T> => {
    const replica = defineReplica({ name, schema: deps.schema, topic, changes });
    const projection = touching ? derivingAgain(replica.projection, touching) : replica.projection;
    return { replica, runner: runProjection(projection, deps) };
  };
  return {
    zones: keep('zones', { topic: GEOFENCES_TOPIC, changes: zoneChanges }),
    zonePlaces: keep('zone-places', { topic: GEOFENCES_TOPIC, changes: zonePlaceChanges, touching: zonesMoved }),
    places: keep('places', { topic: GEOFENCES_TOPIC, changes: placeChanges, touching: placesMoved }),
    people: keep('people', { topic: TRACKERS_TOPIC, changes: personChanges, touching: peopleChanged }),
    unitPaths: keep('unit-paths', { topic: TENANCY_TOPIC, changes: unitPathChanges, touching: unitsMoved }),
    unitKinds: keep('unit-kinds', { topic: TENANCY_TOPIC, changes: unitKindChanges }),
  };
}

/** A zone exists from its first version on, by the devices' clocks, which may lie years before it was drawn. */
function zoneChanges(entry: Entry): ReplicaChange<ZoneState>[] {
  const geofence = geofenceIn(entry);
  if (!geofence) return [];
  const { geofenceId: key, validFrom, validTo } = geofence;
  if (entry.type !== geofenceArchived.type) return [{ key, from: validFrom, data: { archived: false } }];
  const archived = (from: number) => ({ key, from, data: { archived: true } });
  const end = validTo ?? entry.at;
  // Archived before it ever held: its beginning must not bring it back.
  return validFrom < end ? [archived(end)] : [archived(end), archived(validFrom)];
}

/** A zone moves to another place when that is said: it never was there before. */
function zonePlaceChanges(entry: Entry): ReplicaChange<ZonePlaceState>[] {
  const geofence = entry.type === geofenceArchived.type ? null : geofenceIn(entry);
  return geofence ? [{ key: geofence.geofenceId, from: entry.at, data: { placeId: geofence.placeId } }] : [];
}

function placeChanges(entry: Entry): ReplicaChange<PlaceState>[] {
  const place = placeIn(entry);
  return place ? [{ key: place.placeId, from: entry.at, data: { path: place.path } }] : [];
}

function personChanges(entry: Entry): ReplicaChange<PersonTold>[] {
  const person = personIn(entry);
  if (!person) return [];
  const { personId: key, ...data } = person;
  return [{ key, from: entry.at, data, forgetsOthers: entry.type === personErased.type }];
}

function unitPathChanges(entry: Entry): ReplicaChange<Pick<UnitTold, 'path'>>[] {
  return unitPathsIn(entry).map(({ unitId: key, path }) => ({ key, from: entry.at, data: { path } }));
}

function unitKindChanges(entry: Entry): ReplicaChange<Pick<UnitTold, 'kind'>>[] {
  const unit = unitKindIn(entry);
  return unit ? [{ key: unit.unitId, from: entry.at, data: { kind: unit.kind } }] : [];
}
