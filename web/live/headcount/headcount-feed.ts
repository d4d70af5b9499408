import type { HeadcountChangedSubscription } from '../../__generated__/graphql.ts';
import type { Subscribe } from '../../graphql/client.ts';
import { nameDocument } from '../../graphql/named-document.ts';
import { whileWatched, type WatchedStream } from '../while-watched.ts';
import { HEADCOUNT_CHANGED } from './documents.graphql.ts';
import type { HeadcountStore } from './headcount-store.ts';

/** Fills the store of headcounts for as long as anybody looks. */
export function createHeadcountFeed({
  subscribe,
  store,
}: {
  readonly subscribe: Subscribe;
  readonly store: HeadcountStore;
}): WatchedStream {
  return whileWatched(() =>
    subscribe<HeadcountChangedSubscription>(
      { ...nameDocument(HEADCOUNT_CHANGED), variables: {} },
      {
        next({ data }) {
          if (data?.headcountChanged) store.apply(data.headcountChanged);
        },
        refused: () => store.refuse(),
      },
    ),
  );
}
