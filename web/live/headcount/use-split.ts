import type { HeadcountSplit, SplitHeadcountQuery } from '../../__generated__/graphql.ts';
import { useLastingQuery, type LastingAnswer } from '../../graphql/use-lasting-query.ts';
import { useThrottled } from '../use-throttled.ts';
import { SPLIT } from './documents.graphql.ts';

/** Those of a headcount who have something in common. */
export type Share = SplitHeadcountQuery['occupancy']['total']['split'][number];

// Counts may change four times a second; shares are looked at, not watched.
const LOOK_AGAIN_MS = 2_000;
// A service that stopped says so only when it is asked.
const LOOK_ANYWAY_MS = 15_000;

/** Who is in any zone, apart by something. @param asOf RFC 3339, or null for now; @param version of the headcounts. */
export function useSplit(
  by: HeadcountSplit,
  { asOf, version }: { readonly asOf: string | null; readonly version: number },
): LastingAnswer<SplitHeadcountQuery> {
  const following = asOf === null ? { everyMs: LOOK_ANYWAY_MS } : {};
  return useLastingQuery(
    { query: SPLIT, variables: { by, asOf } },
    { version: useThrottled(asOf === null ? version : 0, LOOK_AGAIN_MS), ...following },
  );
}
