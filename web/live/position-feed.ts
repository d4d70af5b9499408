import { print } from 'graphql';
import type { PositionsChangedSubscription } from '../__generated__/graphql.ts';
import type { Subscribe } from '../graphql/client.ts';
import { POSITIONS_CHANGED } from './documents.graphql.ts';
import type { PositionStore } from './position-store.ts';

/** Fills the position store for as long as anybody looks. */
export interface PositionFeed {
  /** Says that somebody looks; returns how to say that they no longer do. */
  acquire(): () => void;
}

/** What the feed needs. */
export interface PositionFeedDeps {
  readonly subscribe: Subscribe;
  readonly store: PositionStore;
  /** Unix milliseconds of the server's clock. */
  readonly serverNow: () => number;
  /** Told how far each event lay behind the server's clock. */
  readonly onLag: (lagMs: number) => void;
}

// Moving between pages must not start the stream anew.
const LINGER_MS = 10_000;

/** The stream runs while at least one holder is left, and a little longer. */
export function createPositionFeed({ subscribe, store, serverNow, onLag }: PositionFeedDeps): PositionFeed {
  let holders = 0;
  let stop: (() => void) | undefined;
  let lingering: ReturnType<typeof setTimeout> | undefined;

  function start(): () => void {
    return subscribe<PositionsChangedSubscription>(
      { query: print(POSITIONS_CHANGED), variables: {} },
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
    );
  }

  return {
    acquire() {
      holders++;
      clearTimeout(lingering);
      stop ??= start();
      return () => {
        if (--holders) return;
        lingering = setTimeout(() => {
          stop?.();
          stop = undefined;
        }, LINGER_MS);
      };
    },
  };
}
