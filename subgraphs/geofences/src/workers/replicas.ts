import { defineReplica, payloadOf, type Replica } from '@trekker/kit';

import { personCreated, trackerAdded, TRACKERS_TOPIC } from '../events.ts';

interface Owned {
  /** The unit that owns it, or null for the tenant itself. */
  readonly unitId: string | null;
}

/** Which unit owns a tracker. */
export const trackers: Replica<Owned> = defineReplica({
  name: 'trackers',
  schema: 'geofences',
  topic: TRACKERS_TOPIC,
  changes(entry) {
    if (entry.type !== trackerAdded.type) return [];
    const { trackerId, unitId } = payloadOf(entry, trackerAdded);
    return [{ key: trackerId, from: entry.at, data: { unitId } }];
  },
});

/** Which unit a person belongs to. */
export const people: Replica<Owned> = defineReplica({
  name: 'people',
  schema: 'geofences',
  topic: TRACKERS_TOPIC,
  changes(entry) {
    if (entry.type !== personCreated.type) return [];
    const { personId, unitId } = payloadOf(entry, personCreated);
    return [{ key: personId, from: entry.at, data: { unitId } }];
  },
});
