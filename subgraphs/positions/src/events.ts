import type { EventType, NewEntry } from '@trekker/kit';
import {
  array,
  boolean,
  nullable,
  number,
  object,
  optional,
  picklist,
  string,
  unknown,
  type InferOutput,
} from 'valibot';

import { END_REASONS } from './domain/end-reason.ts';

/**
 * Shared by all tenants in 16 partitions, by hash of tenant and tracker; the number never changes. Published by
 * positions. An entry of type `positions` carries the accepted positions of one tenant that were not known before,
 * packed by `packPositions` of `@trekker/geo`, ordered by tracker, time and content.
 */
export const POSITIONS_TOPIC = 'positions';
export const POSITION_PARTITIONS = 16;

export const positionsAppended: EventType<unknown> = { type: 'positions', version: 1, schema: unknown() };

/** The way a tracker is heard: the protocol it speaks, over which transport, and the network it comes from. */
const way = {
  /** For example `gt06` or `owntracks`. */
  protocol: string(),
  /** `tcp`, `udp`, `mqtt` or `http`. */
  transport: string(),
  /** In CIDR notation; null where it says nothing, as behind a proxy. */
  address: nullable(string()),
};

/** A tracker gave a sign of life without a place; where the way it is heard is a new one, with that. */
export const trackerHeard = {
  type: 'heard',
  version: 1,
  schema: object({ trackerId: string(), way: optional(object(way)) }),
};

/** A tracker opened a connection; a sign of life, too. */
export const trackerConnected = {
  type: 'tracker-connected',
  version: 1,
  schema: object({ trackerId: string(), connectionId: string(), ...way }),
};

/** A connection of a tracker ended. Without an id: whichever is open, as told by a last will. */
export const trackerDisconnected = {
  type: 'tracker-disconnected',
  version: 1,
  schema: object({
    trackerId: string(),
    connectionId: nullable(string()),
    reason: picklist(END_REASONS),
    /** What was received on it. */
    messages: optional(number(), 0),
    bytes: optional(number(), 0),
  }),
};

/** Published by trackers, one partition per tenant; positions keeps who reports under which identifier. */
export const TRACKERS_TOPIC = 'trackers';

/** What positions reads of a tracker that was added or whose identifiers changed. */
export const trackerAdded = {
  type: 'tracker-added',
  version: 1,
  schema: object({ trackerId: string(), unitId: nullable(string()), identifiers: array(string()) }),
};

/** `released` are identifiers that were the tracker's until then. */
export const trackerChanged = {
  type: 'tracker-changed',
  version: 1,
  schema: object({
    ...trackerAdded.schema.entries,
    released: array(string()),
    /** The unit that owned it before; absent in entries from before this was told. */
    unitIdBefore: optional(nullable(string())),
  }),
};

/** Who a person was is forgotten, and with it what these trackers were called, which nobody else ever had. */
export const personErased = { type: 'person-erased', version: 1, schema: object({ trackerIds: array(string()) }) };

/** Something must be kept from now on: of a person, of a tracker, or with neither of the whole tenant. */
export const legalHoldPlaced = {
  type: 'legal-hold-placed',
  version: 1,
  schema: object({ holdId: string(), personId: nullable(string()), trackerId: nullable(string()) }),
};
export const legalHoldReleased = { type: 'legal-hold-released', version: 1, schema: object({ holdId: string() }) };

/** Who carries a tracker; what an assignment says of that never changes. */
export const ASSIGNMENT_EVENTS = ['assignment-started', 'assignment-changed', 'assignment-ended'].map((type) => ({
  type,
  version: 1,
  schema: object({ assignmentId: string(), personId: nullable(string()), trackerId: string() }),
}));

/**
 * Published by positions, one partition per tenant: which devices the tenant claimed and gave back, and
 * what was done by hand to what they report: secrets, imports and filter rules; and which positions are forgotten.
 */
export const DEVICES_TOPIC = 'devices';

/** A device was claimed; from then on what it sends is the tenant's. */
export const deviceClaimed = {
  type: 'device-claimed',
  version: 1,
  schema: object({ claimId: string(), identifier: string(), trackerId: nullable(string()) }),
};

/** A device was given back. */
export const deviceReleased = { ...deviceClaimed, type: 'device-released' };

/** The secret that opens a tracker's messages was set or taken away; what it is, the log never tells. */
export const deviceSecretSet = { type: 'device-secret-set', version: 1, schema: object({ trackerId: string() }) };
export const deviceSecretRemoved = { ...deviceSecretSet, type: 'device-secret-removed' };

/** What a tracker's messages are read with was set; all null: as is usual again. */
export const trackerDecodingSet = {
  type: 'tracker-decoding-set',
  version: 1,
  schema: object({
    trackerId: string(),
    utcOffsetSeconds: nullable(number()),
    timeZone: nullable(string()),
    speedUnit: nullable(string()),
    model: nullable(string()),
  }),
};

/** Somebody imported a file with recorded tracks for a tracker. */
export const trackFileImported = {
  type: 'track-file-imported',
  version: 1,
  schema: object({ trackerId: string(), accepted: number(), duplicates: number(), rejected: number() }),
};

/** Somebody exports positions. */
export const exportStarted = {
  type: 'position-export-started',
  version: 1,
  schema: object({ exportId: string(), format: string(), from: number(), to: number() }),
};

/** A feed of positions was added or changed. Only the host is told: paths of such addresses are often secrets. */
export const positionFeedAdded = {
  type: 'position-feed-added',
  version: 1,
  schema: object({
    feedId: string(),
    kind: string(),
    host: nullable(string()),
    enabled: boolean(),
    intervalSeconds: number(),
  }),
};
export const positionFeedChanged = { ...positionFeedAdded, type: 'position-feed-changed' };
export const positionFeedDeleted = { type: 'position-feed-deleted', version: 1, schema: object({ feedId: string() }) };

/** The keys that open reports about a tracker were set; 0: taken away. */
export const findMyKeysSet = {
  type: 'find-my-keys-set',
  version: 1,
  schema: object({ trackerId: string(), count: number() }),
};

/** Somebody sent much of quarantine through intake once more; what became of it stands with the replay. */
export const quarantineReplayBegun = {
  type: 'quarantine-replay-begun',
  version: 1,
  schema: object({ replayId: string(), total: number() }),
};

/** Somebody took fixes out of quarantine for good, and why; beside that what was asked of them. */
export const quarantineDiscarded = {
  type: 'quarantine-discarded',
  version: 1,
  schema: object({
    discarded: number(),
    because: string(),
    reasons: nullable(string()),
    identifiers: nullable(string()),
    trackerIds: array(string()),
    from: nullable(number()),
    to: nullable(number()),
  }),
};

/**
 * Filter rules were set for a tracker, for a unit and all below it, or (both ids null) for the whole tenant. `key` is a
 * rule, `value` what is set: `off`, `on`, `on` and its limit or attributes, or `inherited`.
 */
export const filterRulesSet = {
  type: 'filter-rules-set',
  version: 1,
  schema: object({
    unitId: nullable(string()),
    trackerId: nullable(string()),
    changes: array(object({ key: string(), value: string() })),
  }),
};

/**
 * Positions recorded before an instant (Unix milliseconds) are deleted from now on, as the tenant has set, but those of
 * trackers that a legal hold keeps: whoever copied any is to forget them.
 */
export const positionsForgotten = {
  type: 'positions-forgotten',
  version: 1,
  schema: object({ before: number(), heldTrackerIds: array(string()) }),
};

/** Published by tenancy, one partition per tenant: where units lie in the organisation, and what is set. */
export const TENANCY_TOPIC = 'tenancy';

/** `path` holds the ids from the top down to the unit itself. */
const placedUnit = object({ unitId: string(), path: array(string()) });
export const unitCreated = { type: 'unit-created', version: 1, schema: placedUnit };
/** `units` are the one that was moved and all below it, with their new paths. */
export const unitMoved = { type: 'unit-moved', version: 1, schema: object({ units: array(placedUnit) }) };

/** Settings of the tenant that have another value from then on. */
export const settingsChanged = {
  type: 'settings-changed',
  version: 1,
  schema: object({ changes: array(object({ key: string(), value: string() })) }),
};

/** One partition per tenant, published by geofences: places and geofences as they are. */
export const GEOFENCES_TOPIC = 'geofences';
const placeEvent = object({ placeId: string(), path: array(string()) });
const geofenceEvent = object({ geofenceId: string(), placeId: nullable(string()) });
export const PLACE_EVENTS = ['place-created', 'place-changed'].map((type) => ({
  type,
  version: 1,
  schema: placeEvent,
}));
export const GEOFENCE_EVENTS = ['geofence-created', 'geofence-changed', 'geofence-archived'].map((type) => ({
  type,
  version: 1,
  schema: geofenceEvent,
}));

/** One partition per tenant, published by geofences: the whole belief about a visit from now on. */
export const VISITS_TOPIC = 'visits';
export const visitChanged = {
  type: 'visit-changed',
  version: 1,
  schema: object({
    visitId: string(),
    trackerId: string(),
    geofenceId: string(),
    /** By the device's clock, Unix milliseconds; null while the tracker is inside. */
    to: nullable(number()),
    /** It is no longer believed to be true. */
    retracted: optional(boolean(), false),
  }),
};

/** An entry of `devices`. */
export function devicesEvent<T extends EventType<unknown>>(
  { type, version }: T,
  subject: string,
  payload: InferOutput<T['schema']>,
): NewEntry {
  return { topic: DEVICES_TOPIC, subject, type, version, payload };
}
