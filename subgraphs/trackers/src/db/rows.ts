import type { ConnectionStatus } from '../domain/connection-status.ts';
import type {
  assets,
  assignments,
  connections,
  identifiers,
  images,
  people,
  trackers,
  trackerStatus,
} from './tables.ts';

/** What resolvers of each type are handed; codegen maps `XRow` to the type `X`. */
export type PersonRow = typeof people.$inferSelect;
export type AssetRow = typeof assets.$inferSelect;
export type TrackerRow = typeof trackers.$inferSelect;
export type AssignmentRow = typeof assignments.$inferSelect;

/** Why something must be kept. */
export interface LegalHoldRow {
  readonly holdId: string;
  readonly personId: string | null;
  readonly trackerId: string | null;
  readonly reason: string;
  /** Id of the user or key. */
  readonly placedBy: string;
  /** Unix milliseconds. */
  readonly placedAt: number;
  readonly releasedBy: string | null;
  readonly releasedAt: number | null;
}

/** A page of a list. What is counted is counted when it is asked for. */
interface PageRow<T> {
  readonly nodes: T[];
  readonly edges: { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** How many there are of each connection status; `never` counts those of the DISCONNECTED that were never heard. */
export type ConnectionCountsRow = Readonly<Record<ConnectionStatus | 'never', number>>;

/** What is counted by connection status. */
interface CountedByConnection {
  readonly countByConnection: () => Promise<ConnectionCountsRow>;
}

export interface TrackerConnectionRow extends PageRow<TrackerRow>, CountedByConnection {
  /** Those of these statuses count; null: all. */
  readonly connection: readonly ConnectionStatus[] | null;
}

export interface PersonConnectionRow extends PageRow<PersonRow>, CountedByConnection {
  readonly count: () => Promise<number>;
  readonly countByKind: () => Promise<ReadonlyMap<string, number>>;
}

export interface AssetConnectionRow extends PageRow<AssetRow>, CountedByConnection {
  readonly count: () => Promise<number>;
}

/** Trackers that are told together. Their fields are loaded when the event is read. */
export interface TrackersChangeRow {
  readonly cursor: string;
  readonly snapshot: boolean;
  readonly trackers: TrackerRow[];
}

/** Statuses that are told together, each by its tracker. */
export interface TrackerStatusChangeRow {
  readonly cursor: string;
  readonly snapshot: boolean;
  readonly statuses: TrackerRow[];
  readonly left: string[];
}

export type IdentifierRow = typeof identifiers.$inferSelect;
export type DeviceSessionRow = typeof connections.$inferSelect;
/** When and how a tracker was heard last. */
export type HeardRow = typeof trackerStatus.$inferSelect;

/** A status is that of a tracker; what it says is loaded when it is read. */
export type TrackerStatusRow = TrackerRow;

/** A tracker and whom it belongs to now. */
export interface CarriedTracker {
  readonly carrierId: string;
  readonly tracker: TrackerRow;
}

/** A geofence a tracker is inside now. */
export interface ZoneRow {
  readonly trackerId: string;
  readonly geofenceId: string;
  readonly name: string;
}

/** A picture without its bytes at full size. */
export type ImageRow = Omit<typeof images.$inferSelect, 'content'>;
export type NewImageRow = typeof images.$inferSelect;
