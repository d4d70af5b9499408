import { defineReplica, payloadOf, type Entry, type Replica, type ReplicaChange } from '@trekker/kit';
import type { InferOutput } from 'valibot';

import {
  GEOFENCE_EVENTS,
  GEOFENCES_TOPIC,
  PLACE_EVENTS,
  TENANCY_TOPIC,
  trackerAdded,
  trackerChanged,
  TRACKERS_TOPIC,
  unitCreated,
  unitMoved,
} from '../events.ts';

/** What intake needs of the tracker behind an identifier. */
export interface Identity {
  readonly trackerId: string;
  /** The unit that owns the tracker, or null for the tenant itself. */
  readonly unitId: string | null;
}

/** Where a unit lies: ids from the top of the tree down to the unit itself. */
export interface UnitState {
  readonly path: readonly string[];
}

/** What positions keeps of the topics `trackers` and `tenancy`. */
export interface Replicas {
  /** Which tracker reports under an identifier. */
  readonly identifiers: Replica<Identity>;
  /** Which unit owns a tracker. */
  readonly trackers: Replica<{ readonly unitId: string | null }>;
  /** Where units lie. */
  readonly units: Replica<UnitState>;
  /** Where places and geofences lie, by their ids. */
  readonly places: Replica<PlaceState>;
}

/** Of a place: the ids from the top down to itself; of a geofence: the place it belongs to, or null. */
export type PlaceState = { readonly path: readonly string[] } | { readonly placeId: string | null };

/** Replicas of one service; whoever listens to their changes goes with it. */
export function createReplicas(): Replicas {
  return {
    identifiers: replicaOfIdentifiers(),
    trackers: replicaOfTrackers(),
    units: replicaOfUnits(),
    places: replicaOfPlaces(),
  };
}

function replicaOfIdentifiers(): Replicas['identifiers'] {
  return defineReplica({
    name: 'identifiers',
    schema: 'positions',
    topic: TRACKERS_TOPIC,
    changes: (entry) => {
      const tracker = trackerOf(entry);
      if (!tracker) return [];
      const { trackerId, unitId } = tracker;
      return [
        ...tracker.released.map((key) => ({ key, from: entry.at, data: null })),
        ...tracker.identifiers.map((key) => ({ key, from: entry.at, data: { trackerId, unitId } })),
      ];
    },
  });
}

function replicaOfTrackers(): Replicas['trackers'] {
  return defineReplica({
    name: 'trackers',
    schema: 'positions',
    topic: TRACKERS_TOPIC,
    changes: (entry) => {
      const tracker = trackerOf(entry);
      return tracker ? [{ key: tracker.trackerId, from: entry.at, data: { unitId: tracker.unitId } }] : [];
    },
  });
}

function replicaOfUnits(): Replicas['units'] {
  return defineReplica({ name: 'unit-tree', schema: 'positions', topic: TENANCY_TOPIC, changes: unitChanges });
}

function replicaOfPlaces(): Replicas['places'] {
  return defineReplica({ name: 'places', schema: 'positions', topic: GEOFENCES_TOPIC, changes: placeChanges });
}

function placeChanges(entry: Entry): ReplicaChange<PlaceState>[] {
  const ofPlace = PLACE_EVENTS.find(({ type }) => type === entry.type);
  if (ofPlace) {
    const { placeId, path } = payloadOf(entry, ofPlace);
    return [{ key: placeId, from: entry.at, data: { path } }];
  }
  const ofGeofence = GEOFENCE_EVENTS.find(({ type }) => type === entry.type);
  if (!ofGeofence) return [];
  const { geofenceId, placeId } = payloadOf(entry, ofGeofence);
  return [{ key: geofenceId, from: entry.at, data: { placeId } }];
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

/** The state of a tracker that an entry tells of, or null. */
function trackerOf(entry: Entry): InferOutput<typeof trackerChanged.schema> | null {
  switch (entry.type) {
    case trackerAdded.type:
      return { ...payloadOf(entry, trackerAdded), released: [] };
    case trackerChanged.type:
      return payloadOf(entry, trackerChanged);
    default:
      return null;
  }
}
