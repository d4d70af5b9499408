/** What a feed speaks; the values of the SDL's `PositionFeedKind`. */
export type FeedKind = 'GTFS_REALTIME' | 'FIND_MY' | 'SIMULATION';

/** A header of a request. */
export interface FeedHeader {
  readonly name: string;
  readonly value: string;
}

/** Bounds of the seconds from one poll to the next, and what holds where nobody says. */
export const INTERVALS: Readonly<Record<FeedKind, { readonly least: number; readonly usual: number }>> = {
  GTFS_REALTIME: { least: 10, usual: 30 },
  FIND_MY: { least: 300, usual: 900 },
  SIMULATION: { least: 5, usual: 10 },
};
/** Of any kind. */
export const LONGEST_INTERVAL = 86_400;

/** How the messages of a kind are called where the way they came is told. */
export const TRANSPORTS: Readonly<Record<FeedKind, string>> = {
  GTFS_REALTIME: 'gtfs-realtime',
  FIND_MY: 'find-my',
  SIMULATION: 'simulation',
};
