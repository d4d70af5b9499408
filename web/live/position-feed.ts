import type { PositionsChangedSubscription } from '../__generated__/graphql.ts';
import type { Subscribe } from '../graphql/client.ts';
import { nameDocument } from '../graphql/named-document.ts';
import { POSITIONS_CHANGED } from './documents.graphql.ts';
import type { PositionStore } from './position-store.ts';
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

/** Fills the position store for as long as anybody looks. */
export function createPositionFeed({ subscribe, store, serverNow, onLag }: PositionFeedDeps): WatchedStream {
  return whileWatched(() =>
    subscribe<PositionsChangedSubscription>(
      { ...nameDocument(POSITIONS_CHANGED), variables: {} },
      {
        next({ data }, first) {
          const change = data?.positionsChanged;
          if (!change) return;
          store.apply(change);
          // What was missed while away is old without the stream being late.
          if (first || !change.positions.length) return;
          const newest = Math.max(...change.positions.map(({ receivedAt }) => Date.parse(receivedAt)));
          onLag(serverNow() - newest);
        },
        refused: () => store.apply({ snapshot: true, positions: [] }),
      },
    ),
  );
}
