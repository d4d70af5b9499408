import { defineReplica, payloadOf, type Replica } from '@trekker/kit';

import { ASSET_EVENTS, PERSON_EVENTS, TENANCY_TOPIC, TRACKER_EVENTS, TRACKERS_TOPIC, timeZoneTold } from '../events.ts';

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
    const event = TRACKER_EVENTS.find(({ type }) => type === entry.type);
    if (!event) return [];
    const { trackerId, unitId } = payloadOf(entry, event);
    return [{ key: trackerId, from: entry.at, data: { unitId } }];
  },
});

/** Which unit a person belongs to. */
export const people: Replica<Owned> = defineReplica({
  name: 'people',
  schema: 'geofences',
  topic: TRACKERS_TOPIC,
  changes(entry) {
    const event = PERSON_EVENTS.find(({ type }) => type === entry.type);
    if (!event) return [];
    const { personId, unitId } = payloadOf(entry, event);
    return [{ key: personId, from: entry.at, data: { unitId } }];
  },
});

/** Which unit an asset belongs to. */
export const assets: Replica<Owned> = defineReplica({
  name: 'assets',
  schema: 'geofences',
  topic: TRACKERS_TOPIC,
  changes(entry) {
    const event = ASSET_EVENTS.find(({ type }) => type === entry.type);
    if (!event) return [];
    const { assetId, unitId } = payloadOf(entry, event);
    return [{ key: assetId, from: entry.at, data: { unitId } }];
  },
});

/** The time zone of the tenant; it has one at a time, under one key. */
export const tenantZone: Replica<{ readonly timeZone: string }> = defineReplica({
  name: 'tenant-zone',
  schema: 'geofences',
  topic: TENANCY_TOPIC,
  changes(entry) {
    const timeZone = timeZoneTold(entry);
    return timeZone === null ? [] : [{ key: 'tenant', from: entry.at, data: { timeZone } }];
  },
});
