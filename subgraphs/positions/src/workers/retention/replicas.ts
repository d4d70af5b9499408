import { defineReplica, payloadOf, type Entry, type Replica, type ReplicaChange } from '@trekker/kit';

import {
  ASSIGNMENT_EVENTS,
  legalHoldPlaced,
  legalHoldReleased,
  settingsChanged,
  TENANCY_TOPIC,
  TRACKERS_TOPIC,
} from '../../events.ts';

/** A legal hold that lasts: on a person, on a tracker, or with neither on the whole tenant. */
export interface HoldState {
  readonly personId: string | null;
  readonly trackerId: string | null;
}

/** Who carried which tracker. */
export interface CarriedState {
  readonly personId: string;
  readonly trackerId: string;
}

/** What decides which positions go. `db/retention.ts` reads them by their names. */
export interface RetentionReplicas {
  /** By key; only those that matter here. */
  readonly settings: Replica<{ readonly value: string }>;
  /** By the id of the hold. */
  readonly holds: Replica<HoldState>;
  /** By the id of the assignment, those that ended too. */
  readonly carried: Replica<CarriedState>;
}

export const KEEP_SETTING = 'keepPositionsDays';

export function createRetentionReplicas(): RetentionReplicas {
  const schema = 'positions';
  return {
    settings: defineReplica({ name: 'settings', schema, topic: TENANCY_TOPIC, changes: settingChanges }),
    holds: defineReplica({ name: 'legal-holds', schema, topic: TRACKERS_TOPIC, changes: holdChanges }),
    carried: defineReplica({ name: 'carried', schema, topic: TRACKERS_TOPIC, changes: carriedChanges }),
  };
}

function settingChanges(entry: Entry): ReplicaChange<{ value: string }>[] {
  if (entry.type !== settingsChanged.type) return [];
  const { changes } = payloadOf(entry, settingsChanged);
  return changes.flatMap(({ key, value }) => (key === KEEP_SETTING ? { key, from: entry.at, data: { value } } : []));
}

function holdChanges(entry: Entry): ReplicaChange<HoldState>[] {
  switch (entry.type) {
    case legalHoldPlaced.type: {
      const { holdId, personId, trackerId } = payloadOf(entry, legalHoldPlaced);
      return [{ key: holdId, from: entry.at, data: { personId, trackerId } }];
    }
    case legalHoldReleased.type:
      return [{ key: payloadOf(entry, legalHoldReleased).holdId, from: entry.at, data: null }];
    default:
      return [];
  }
}

function carriedChanges(entry: Entry): ReplicaChange<CarriedState>[] {
  const event = ASSIGNMENT_EVENTS.find(({ type }) => type === entry.type);
  if (!event) return [];
  const { assignmentId, personId, trackerId } = payloadOf(entry, event);
  return personId === null ? [] : [{ key: assignmentId, from: entry.at, data: { personId, trackerId } }];
}
