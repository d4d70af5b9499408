import type { Subscribe } from '../graphql/client.ts';
import type { PositionStore } from './position-store.ts';
import { PositionStreams } from './position-streams.ts';
import { whileWatched, type WatchedStream } from './while-watched.ts';

/** What the feed needs. */
export interface PositionFeedDeps {
  readonly subscribe: Subscribe;
  readonly store: PositionStore;
  /** Unix milliseconds of the server's clock. */
  readonly serverNow: () => number;
  /** Told how far each event lay behind the server's clock. */
  readonly onLag: (lagMs: number) => void;
}

/** Fills the position store for as long as anybody looks, with everybody or with a part of them. */
export type PositionFeed = WatchedStream & Pick<PositionStreams, 'narrow' | 'alsoFollow' | 'follows'>;

/** A feed that follows everybody until it is told otherwise. */
export function createPositionFeed({ subscribe, store, serverNow, onLag }: PositionFeedDeps): PositionFeed {
  const streams = new PositionStreams({
    subscribe,
    store,
    onEvent({ positions }) {
      if (!positions.length) return;
      const newest = Math.max(...positions.map(({ receivedAt }) => Date.parse(receivedAt)));
      onLag(serverNow() - newest);
    },
  });
  return {
    ...whileWatched(() => streams.start()),
    narrow: (tiles) => streams.narrow(tiles),
    alsoFollow: (trackerIds) => streams.alsoFollow(trackerIds),
    follows: (trackerId) => streams.follows(trackerId),
  };
}
