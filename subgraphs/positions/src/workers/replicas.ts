import { defineReplica, payloadOf, type Entry, type Replica } from '@trekker/kit';
import type { InferOutput } from 'valibot';

import { trackerAdded, trackerChanged, TRACKERS_TOPIC } from '../events.ts';

/** What intake needs of the tracker behind an identifier. */
export interface Identity {
  readonly trackerId: string;
  /** The unit that owns the tracker, or null for the tenant itself. */
  readonly unitId: string | null;
}

/** What positions keeps of the topic `trackers`. */
export interface Replicas {
  /** Which tracker reports under an identifier. */
  readonly identifiers: Replica<Identity>;
  /** Which unit owns a tracker. */
  readonly trackers: Replica<{ readonly unitId: string | null }>;
}

/** Replicas of one service; whoever listens to their changes goes with it. */
export function createReplicas(): Replicas {
  return { identifiers: replicaOfIdentifiers(), trackers: replicaOfTrackers() };
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
