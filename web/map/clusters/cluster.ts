import type { ConnectionStatus } from '../../__generated__/graphql.ts';
import type { GeoBounds, GeoPoint } from '../engine.ts';

/** How many of a cluster are heard from how well. */
export type ClusterCounts = Readonly<Record<ConnectionStatus, number>>;

/** Somebody in a cluster. */
export interface ClusterMember {
  readonly trackerId: string;
  readonly label: string;
  readonly connection: ConnectionStatus;
}

/** Trackers whose markers would cover one another, shown as one. */
export interface Cluster extends GeoPoint {
  /** The same for as long as it is the same cluster. */
  readonly key: string;
  /** How many they are, two at least. */
  readonly total: number;
  readonly counts: ClusterCounts;
  /** Around all members. */
  readonly bounds: GeoBounds;
  /** How far the outermost member is from where it stands, CSS pixels at zoom 0. */
  readonly spread: number;
  members(): readonly ClusterMember[];
}

/** The clusters of a map. */
export interface Clustering {
  readonly clusters: readonly Cluster[];
  /** Slots of the position store that have no marker of their own. */
  readonly hidden: ReadonlySet<number>;
  /** Where those stand who are never part of a cluster; clusters keep clear of them. */
  readonly kept: readonly GeoPoint[];
}

/** What is written on clusters, in the language of the viewer. */
export interface ClusterTexts {
  /** For example `12 trackers: 9 connected, 2 idle, 1 disconnected`. */
  name(counts: ClusterCounts): string;
  /** Short enough for the middle of a ring. */
  count(total: number): string;
}

/** Numbers alone, until the language of the viewer is known. */
export const PLAIN_TEXTS: ClusterTexts = {
  name: ({ CONNECTED, IDLE, DISCONNECTED }) => String(CONNECTED + IDLE + DISCONNECTED),
  count: String,
};

/** A map without clusters. */
export const NO_CLUSTERS: Clustering = { clusters: [], hidden: new Set(), kept: [] };

/** Whether a cluster falls apart on a map as close as `zoom`. @param reach CSS pixels within which markers are one. */
export function comesApart(
  { spread }: Pick<Cluster, 'spread'>,
  { zoom, reach }: { zoom: number; reach: number },
): boolean {
  return spread * 2 ** zoom >= reach;
}

// Clusters stay as they are until the map has come so much closer or gone so much further.
const ZOOM_STEP = 0.5;

/** The lower end of the step a zoom lies in. */
export function stepOf(zoom: number): number {
  return Math.floor(zoom / ZOOM_STEP) * ZOOM_STEP;
}
