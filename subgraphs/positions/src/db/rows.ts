import type { Attributes } from '@trekker/protocols';

import type { ClockSkew } from '../domain/clock/clock-skew.ts';
import type { RaisedFlag } from '../domain/flags/raised-flag.ts';
import type { EffectiveRule } from '../domain/filter/effective-rules.ts';
import type { QuarantineReason } from '../domain/quarantine-reason.ts';
import type { Became } from '../domain/raw-message.ts';
import type { TrackerDecoding } from '../domain/tracker-decoding.ts';
import type { IdentifierCount, QuarantineScope } from './quarantine.ts';
import type { quarantine } from './tables.ts';
import type { FeedKind } from '../domain/feeds/feed.ts';
import type { FeedTally } from '../domain/feeds/feed-tally.ts';
import type { Simulation } from '../domain/feeds/simulation.ts';
import type { ExportFormat, ExportState } from '../domain/position-export.ts';

/** A position as the history and the newest positions keep it; see the migration for the units. */
export interface PositionRow {
  readonly tracker_id: string;
  readonly recorded_at: number;
  readonly dedupe: Buffer;
  readonly latitude_e7: number;
  readonly longitude_e7: number;
  readonly altitude_cm: number | null;
  readonly accuracy_cm: number | null;
  readonly speed_mms: number | null;
  readonly heading_cd: number | null;
  readonly battery_percent: number | null;
  readonly received_at: number;
}

/** When and where of a position. */
export type PlaceRow = Pick<PositionRow, 'recorded_at' | 'dedupe' | 'latitude_e7' | 'longitude_e7'>;

/** A position with whatever else its device said. */
export interface TrackPointRow extends PositionRow {
  readonly attributes: Attributes | null;
}

/** A position as what is derived from the log reads it. */
export interface LoggedRow {
  readonly recorded_at: number;
  readonly dedupe: Buffer;
  readonly latitude_e7: number;
  readonly longitude_e7: number;
  readonly accuracy_cm: number | null;
  readonly speed_mms: number | null;
  /** Offset of the entry that told of it. */
  readonly offset: number;
}

/** What resolvers of a quarantined fix are handed. */
export type QuarantinedFixRow = typeof quarantine.$inferSelect;

/** What a tracker said of a region, as the table keeps it; see the migration for the units. */
export interface RegionEventRow {
  readonly event_id: string;
  readonly tracker_id: string;
  readonly recorded_at: number;
  readonly content: Buffer;
  readonly kind: 'ENTER' | 'LEAVE';
  readonly region: string | null;
  readonly latitude_e7: number | null;
  readonly longitude_e7: number | null;
  readonly accuracy_cm: number | null;
  readonly received_at: number;
}

/** A device whose identifier is installation-wide and that belongs to the tenant. */
export interface DeviceClaimRow {
  readonly claimId: string;
  readonly identifier: string;
  /** The tracker it was claimed for, or null. */
  readonly trackerId: string | null;
  /** Unix milliseconds. */
  readonly claimedAt: number;
  readonly idempotencyKey: string | null;
}

/** A tracker is owned elsewhere; here it is its id. */
export interface TrackerRow {
  readonly id: string;
}

/** An export of positions. */
export interface PositionExportRow {
  readonly exportId: string;
  readonly format: ExportFormat;
  /** Unix milliseconds, as all times here. */
  readonly from: number;
  readonly to: number;
  readonly state: ExportState;
  readonly progress: number;
  readonly positionCount: number;
  readonly problem: string | null;
  readonly createdAt: number;
  readonly finishedAt: number | null;
}

/** A file of an export. */
export interface ExportFileRow {
  readonly tenantId: string;
  readonly exportId: string;
  readonly file: number;
  readonly name: string;
  readonly mediaType: string;
  readonly byteCount: number;
  readonly positionCount: number;
}

/** As `schema/positions.graphql` calls it. */
export type PositionExportFileRow = ExportFileRow;

/** A feed of positions with what came of it; what its headers hold is left out. */
export interface PositionFeedRow extends FeedTally {
  readonly feedId: string;
  readonly kind: FeedKind;
  readonly name: string;
  readonly enabled: boolean;
  readonly url: string | null;
  readonly headerNames: string[];
  readonly identifierPrefix: string;
  readonly intervalSeconds: number;
  /** Null for other kinds. */
  readonly simulation: Simulation | null;
  /** Unix milliseconds, as all times here. */
  readonly createdAt: number;
  readonly lastPollAt: number | null;
  readonly lastSuccessAt: number | null;
  readonly lastError: string | null;
  readonly failures: number;
  readonly nextPollAt: number | null;
}

/** A replay of many quarantined fixes. */
export interface QuarantineReplayRow {
  readonly replayId: string;
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly finishedAt: number | null;
  readonly total: number;
  readonly replayed: number;
  readonly accepted: number;
  readonly heard: number;
  /** How many were refused again, by reason. */
  readonly refused: Readonly<Partial<Record<QuarantineReason, number>>>;
}

/** What is in quarantine of one identifier. */
export type QuarantineIdentifierCountRow = IdentifierCount;

/** How many quarantined fixes there are of a scope. */
export interface QuarantineCountsRow {
  readonly scope: QuarantineScope;
  readonly total: number;
  readonly byReason: { reason: QuarantineReason; count: number }[];
}

/** A filter rule with what is set of it, and where. */
export type FilterRuleSettingRow = EffectiveRule;

/** What a tracker's messages are read with. */
export interface TrackerDecodingRow extends TrackerDecoding {
  readonly trackerId: string;
  /** Unix milliseconds. */
  readonly setAt: number;
}

/** Something noteworthy of a position. */
export type RaisedFlagRow = RaisedFlag<PositionRow>;

/** What is known of a tracker's clock. */
export type ClockSkewRow = ClockSkew;

/** What a device sent, as it came. */
export interface RawMessageRow {
  readonly messageId: string;
  /** Unix milliseconds. */
  readonly receivedAt: number;
  readonly identifier: string;
  readonly trackerId: string | null;
  readonly protocol: string;
  readonly transport: 'TCP' | 'UDP' | 'HTTP' | 'MQTT';
  readonly remoteNetwork: string | null;
  readonly topic: string | null;
  readonly bytes: Buffer;
  readonly byteCount: number;
  readonly answer: Buffer | null;
  readonly outcome: Became['outcome'];
  readonly reasons: QuarantineReason[];
  readonly positionIds: string[];
}

/** A way in which devices report, and whether this process listens for it. */
export interface ProtocolRow {
  readonly name: string;
  readonly transports: readonly RawMessageRow['transport'][];
  readonly defaultPort: number;
  /** Null where it is not listened for. */
  readonly port: number | null;
}

/** For how long the tenant keeps positions; times in Unix milliseconds. */
export interface PositionRetentionRow {
  readonly keepDays: number | null;
  readonly takesEffectAt: number | null;
  readonly keptSince: number | null;
  readonly deletedAt: number | null;
  readonly isTenantHeld: boolean;
  readonly heldTrackerCount: number;
}
