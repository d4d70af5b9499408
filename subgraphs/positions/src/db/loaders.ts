import { parsePositionId, positionId } from '@trekker/geo';
import {
  isUuid,
  loadMany,
  loadOne,
  unitReach,
  type Clock,
  type TenantAccess,
  type Tx,
  type UnitReach,
  type Viewer,
} from '@trekker/kit';
import DataLoader from 'dataloader';

import { batteryOf, type Battery } from '../domain/battery.ts';
import { dedupeBytes } from '../domain/dedupe.ts';
import { MOST_AHEAD_MS } from '../domain/judge.ts';
import { effectiveRules, type EffectiveRule } from '../domain/filter/effective-rules.ts';
import { clockSkewAt, type ClockSkew } from '../domain/clock/clock-skew.ts';
import { claimsById } from './device-claims.ts';
import { latestDelays } from './clock-hours.ts';
import { createFlags, type FlagsOfPositions } from './flags.ts';
import { readTenantRules } from './filter-rules.ts';
import { newestWithBattery, positionsByKeys } from './history.ts';
import { unitsOfTrackers } from './known-tracker.ts';
import { latestOf } from './latest.ts';
import { secretsSetAt } from './payload-secrets.ts';
import { quarantinedById } from './quarantine.ts';
import { exportsSeenBy } from '../domain/actor-name.ts';
import { exportsById, filesOfExports } from './exports.ts';
import { feedsById } from './feeds.ts';
import { findMyKeyCounts } from './find-my-keys.ts';
import { keptSinceOf } from './retention.ts';
import { replaysById } from './quarantine-replays.ts';
import { regionEventsById } from './region-events.ts';
import { decodingsOf } from './tracker-decodings.ts';
import type {
  DeviceClaimRow,
  ExportFileRow,
  PositionExportRow,
  PositionFeedRow,
  PositionRow,
  QuarantinedFixRow,
  QuarantineReplayRow,
  RegionEventRow,
  TrackerDecodingRow,
} from './rows.ts';

/** Loads by key, each key once per operation, all keys of a moment in one query. */
export interface Loaders {
  /** The newest position of a tracker, or null when there is none within the viewer's reach. */
  readonly latest: DataLoader<string, PositionRow | null>;
  /** What a tracker said last of its battery, or null when it did not within the viewer's reach. */
  readonly battery: DataLoader<string, Battery | null>;
  /** A position by its id, or null when there is none within the viewer's reach. */
  readonly position: DataLoader<string, PositionRow | null>;
  /** A quarantined fix, or null when there is none within the viewer's reach. */
  readonly quarantinedFix: DataLoader<string, QuarantinedFixRow | null>;
  /** An export that the viewer may see, or null. */
  readonly positionExport: DataLoader<string, PositionExportRow | null>;
  /** Files of an export, in their order. Whose the export is is not asked here. */
  readonly exportFiles: DataLoader<string, ExportFileRow[]>;
  /** A feed, or null when there is none or the viewer may not see those of the whole tenant. */
  readonly positionFeed: DataLoader<string, PositionFeedRow | null>;
  /** How many keys of Find My a tracker has; 0 beyond the viewer's reach. */
  readonly findMyKeys: DataLoader<string, number>;
  /** A replay of quarantined fixes, or null when it was begun for more than the viewer's reach. */
  readonly quarantineReplay: DataLoader<string, QuarantineReplayRow | null>;
  /** What a tracker said of a region, or null when there is no such event within the viewer's reach. */
  readonly regionEvent: DataLoader<string, RegionEventRow | null>;
  /** A device's claim, or null when there is none within the viewer's reach. */
  readonly deviceClaim: DataLoader<string, DeviceClaimRow | null>;
  /** Every filter rule as it holds for a tracker. Whether the viewer may see the tracker is not asked here. */
  readonly filterRules: DataLoader<string, EffectiveRule[]>;
  /** What is set for reading a tracker's messages, or null when nothing is within the viewer's reach. */
  readonly decoding: DataLoader<string, TrackerDecodingRow | null>;
  /** What is noteworthy of positions. Whether the viewer may see them is not asked here. */
  readonly flags: FlagsOfPositions;
  /** What is known of a tracker's clock, or null. Whether the viewer may see the tracker is not asked here. */
  readonly clockSkew: DataLoader<string, ClockSkew | null>;
  /** Since when positions of a tracker are kept, or null. Whether the viewer may see the tracker is not asked here. */
  readonly keptSince: DataLoader<string, number | null>;
  /** Since when a tracker has the secret it has, or null when it has none within the viewer's reach. */
  readonly payloadSecret: DataLoader<string, { readonly set_at: number } | null>;
}

/** Loaders of one operation. They see what the viewer may see. */
export function createLoaders(tenant: TenantAccess, viewer: Viewer | null, clock: Clock): Loaders {
  const reachOf = (permission: string) => (viewer ? unitReach(viewer, permission, clock.now()) : []);
  const positions = reachOf('positions:read');
  const quarantine = reachOf('quarantine:read');
  const devices = reachOf('devices:read');
  const filterRules = loadFilterRules(tenant);
  return {
    latest: loadOne(
      tenant,
      (tx, ids) => latestOf(tx, ids, positions),
      (row) => row.tracker_id,
    ),
    battery: loadBatteries(tenant, positions),
    position: loadPositions(tenant, { reach: positions, clock }),
    quarantinedFix: loadOne(
      tenant,
      (tx, ids) => quarantinedById(tx, ids, quarantine),
      (row) => row.fixId,
    ),
    positionExport: loadOne(
      tenant,
      (tx, ids) =>
        viewer && positions.length ? exportsById(tx, ids, exportsSeenBy(viewer, clock.now())) : Promise.resolve([]),
      (row) => row.exportId,
    ),
    exportFiles: loadMany(tenant, filesOfExports, (row) => row.exportId),
    positionFeed: loadFeeds(tenant, reachOf('feeds:read')),
    findMyKeys: loadFindMyKeys(tenant, positions),
    quarantineReplay: loadOne(
      tenant,
      (tx, ids) => replaysById(tx, ids, quarantine),
      (row) => row.replayId,
    ),
    regionEvent: loadOne(
      tenant,
      (tx, ids) => regionEventsById(tx, ids, positions),
      (row) => row.event_id,
    ),
    deviceClaim: loadOne(
      tenant,
      (tx, ids) => claimsById(tx, ids, devices),
      (row) => row.claimId,
    ),
    decoding: loadOne(
      tenant,
      (tx, ids) => decodingsOf(tx, ids, positions),
      (row) => row.trackerId,
    ),
    filterRules,
    flags: createFlags(tenant, filterRules),
    clockSkew: loadClockSkew(tenant),
    keptSince: loadKeptSince(tenant),
    payloadSecret: loadOne(
      tenant,
      (tx, ids) => secretsSetAt(tx, ids, positions),
      (row) => row.tracker_id,
    ),
  };
}

function loadFilterRules(tenant: TenantAccess): Loaders['filterRules'] {
  return new DataLoader((trackerIds) =>
    tenant.read(async (tx) => {
      const rules = await readTenantRules(tx);
      const owned = rules.rules.length ? await unitsOfTrackers(tx, trackerIds) : [];
      const unitOf = new Map(owned.map(({ trackerId, unitId }) => [trackerId, unitId]));
      return trackerIds.map((trackerId) => effectiveRules(rules, { trackerId, unitId: unitOf.get(trackerId) ?? null }));
    }),
  );
}

function loadKeptSince(tenant: TenantAccess): Loaders['keptSince'] {
  return new DataLoader(async (trackerIds) => {
    const since = await tenant.read((tx) => keptSinceOf(tx, trackerIds));
    return trackerIds.map((trackerId) => since.get(trackerId) ?? null);
  });
}

/** Feeds are the tenant's as a whole. */
function loadFeeds(tenant: TenantAccess, reach: UnitReach): Loaders['positionFeed'] {
  const feeds = (tx: Tx, ids: readonly string[]) => (reach === 'all' ? feedsById(tx, ids) : Promise.resolve([]));
  return loadOne(tenant, feeds, (row) => row.feedId);
}

function loadFindMyKeys(tenant: TenantAccess, reach: UnitReach): Loaders['findMyKeys'] {
  return new DataLoader(async (trackerIds) => {
    const counts = await tenant.read((tx) => findMyKeyCounts(tx, trackerIds.filter(isUuid), reach));
    const byTracker = new Map(counts.map(({ trackerId, keys }) => [trackerId, keys]));
    return trackerIds.map((trackerId) => byTracker.get(trackerId) ?? 0);
  });
}

function loadClockSkew(tenant: TenantAccess): Loaders['clockSkew'] {
  return new DataLoader(async (trackerIds) => {
    const delays = await tenant.read((tx) => latestDelays(tx, trackerIds));
    const byTracker = Map.groupBy(delays, ({ trackerId }) => trackerId);
    return trackerIds.map((trackerId) => {
      const own = byTracker.get(trackerId) ?? [];
      return clockSkewAt(own, Math.max(...own.map(({ hour }) => hour)));
    });
  });
}

function loadBatteries(tenant: TenantAccess, reach: UnitReach): Loaders['battery'] {
  return new DataLoader(async (trackerIds) => {
    const rows = await tenant.read((tx) => newestWithBattery(tx, trackerIds.filter(isUuid), reach));
    const byTracker = new Map(rows.map((row) => [row.tracker_id, row]));
    return trackerIds.map((id) => {
      const row = byTracker.get(id);
      if (!row) return null;
      const { battery_percent: percent, attributes, recorded_at: recordedAt } = row;
      return batteryOf({ percent, attributes, recordedAt });
    });
  });
}

function loadPositions(
  tenant: TenantAccess,
  { reach, clock }: { reach: UnitReach; clock: Clock },
): Loaders['position'] {
  return new DataLoader(async (ids) => {
    // No position is taken in from further ahead, and the database reads no year of five digits.
    const latest = clock.now() + MOST_AHEAD_MS;
    const keys = ids.flatMap((id) => {
      const key = parsePositionId(id);
      return key && key.recordedAt <= latest ? { ...key, dedupe: dedupeBytes(key.dedupe) } : [];
    });
    const rows = keys.length ? await tenant.read((tx) => positionsByKeys(tx, keys, reach)) : [];
    const byId = new Map(rows.map((row) => [idOf(row), row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

function idOf({ tracker_id: trackerId, recorded_at: recordedAt, dedupe }: PositionRow): string {
  return positionId({ trackerId, recordedAt, dedupe: dedupe.readBigUInt64BE(0) });
}
