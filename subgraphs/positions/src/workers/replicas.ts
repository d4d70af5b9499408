import { defineReplica, payloadOf, type Entry, type EventType, type Replica } from '@trekker/kit';
import type { InferOutput } from 'valibot';

import { identifierAdded, trackerAdded, TRACKERS_TOPIC } from '../events.ts';

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
      return tracker.identifiers.map((key) => ({ key, from: entry.at, data: { trackerId, unitId } }));
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

const TOLD_BY: readonly EventType<InferOutput<typeof trackerAdded.schema>>[] = [trackerAdded, identifierAdded];

function trackerOf(entry: Entry) {
  const event = TOLD_BY.find(({ type }) => type === entry.type);
  return event && payloadOf(entry, event);
}
