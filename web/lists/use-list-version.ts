import { useSubscription } from 'urql';
import { TRACKERS_CHANGED } from '../live/documents.graphql.ts';
import { useHeadcounts } from '../live/headcount/use-headcounts.ts';
import { useThrottled } from '../live/use-throttled.ts';

// What a row says of itself is live; who belongs to a list and in which order may lag by this, in milliseconds.
const LOOK_AGAIN_MS = 4_000;

/**
 * Grows when somebody may have come into a list, left it or changed places: with a connection, a carrier or a headcount.
 * The page shares the streams with whoever else follows them.
 */
export function useListVersion(): number {
  const [{ data: changes = 0 }] = useSubscription(
    { query: TRACKERS_CHANGED },
    (count: number | undefined) => (count ?? 0) + 1,
  );
  const moves = useHeadcounts()?.version ?? 0;
  return useThrottled(changes + moves, LOOK_AGAIN_MS);
}
