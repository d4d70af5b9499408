import { defineReplica, runProjection, type Entry, type ReplicaChange, type RunnerDependencies } from '@trekker/kit';

import type { BearerState } from '../../db/muster/bearings.ts';
import {
  assignmentTold,
  placeTold,
  timeZoneTold,
  unitNameTold,
  unitPathsTold,
  zoneTold,
} from '../../domain/muster/events.ts';
import type { OrganisationState, StructureState } from '../../db/muster/replicated.ts';
import type { Kept } from '../replicas.ts';

/** What mustering keeps of entities that other services own, names among it, for stations and printed lists. */
export interface MusterReplicas {
  /** Places and zones, by id. */
  readonly structure: Kept<StructureState>;
  /** Units and the tenant's time zone. */
  readonly organisation: Kept<OrganisationState>;
  /** Who bears a tracker, by the tracker's id. */
  readonly bearers: Kept<BearerState>;
}

/** The replicas of one process, not yet started. Names are those `db/muster` looks for. */
export function createMusterReplicas(deps: RunnerDependencies): MusterReplicas {
  const keep = <T>(name: string, topic: string, changes: (entry: Entry) => ReplicaChange<T>[]): Kept<T> => {
    const replica = defineReplica({ name, schema: deps.schema, topic, changes });
    return { replica, runner: runProjection(replica.projection, deps) };
  };
  return {
    structure: keep('muster-structure', 'geofences', structureChanges),
    organisation: keep('muster-organisation', 'tenancy', organisationChanges),
    bearers: keep('muster-bearers', 'trackers', bearerChanges),
  };
}

function structureChanges(entry: Entry): ReplicaChange<StructureState>[] {
  const [place, zone] = [placeTold(entry), zoneTold(entry)];
  if (place) {
    const { placeId, name, path, timeZone } = place;
    return [{ key: placeId, from: entry.at, data: { type: 'PLACE', name, path, timeZone } }];
  }
  if (!zone) return [];
  const { geofenceId, name, kind, placeId, archived } = zone;
  return [{ key: geofenceId, from: entry.at, data: { type: 'ZONE', name, kind, placeId, archived } }];
}

function organisationChanges(entry: Entry): ReplicaChange<OrganisationState>[] {
  const { at: from } = entry;
  const [named, timeZone] = [unitNameTold(entry), timeZoneTold(entry)];
  return [
    ...(named ? [{ key: `name/${named.unitId}`, from, data: { name: named.name, kind: named.kind } }] : []),
    ...unitPathsTold(entry).map(({ unitId, path }) => ({ key: `path/${unitId}`, from, data: { path } })),
    ...(timeZone === null ? [] : [{ key: 'time-zone', from, data: { timeZone } }]),
  ];
}

/** A tracker is with one person or thing at a time, so assignments of one tracker differ in their begin. */
function bearerChanges(entry: Entry): ReplicaChange<BearerState>[] {
  const assignment = assignmentTold(entry);
  if (!assignment) return [];
  const { trackerId: key, from, personId, to } = assignment;
  return [{ key, from, data: { personId, to } }];
}
