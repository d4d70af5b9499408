import { useMemo } from 'react';
import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import { useThrottled } from '../use-throttled.ts';
import { useStaleSince } from '../live-provider.tsx';
import { boardOf, type Board } from './board.ts';
import { TOTAL } from './documents.graphql.ts';
import type { Count } from './headcount-store.ts';
import { useHeadcounts, useHeadcountsRefused } from './use-headcounts.ts';
import { usePlaces } from './use-places.ts';
import { useZones } from './use-zones.ts';

/** A board in whatever state it is. */
export type BoardState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly reload: () => void }
  /** The viewer may not see headcounts. */
  | { readonly kind: 'refused' }
  | {
      readonly kind: 'board';
      readonly board: Board;
      readonly total: Count | null;
      /** Since when the numbers are no longer current because their service does not answer, Unix milliseconds, or null. */
      readonly staleSince: number | null;
    };

// The total is asked for, not streamed; counts may change four times a second.
const TOTAL_EVERY_MS = 1_000;
// Nothing may change for long; a question shows whether the service is still there.
const LOOK_AGAIN_MS = 15_000;

/** The board of now; it changes by itself. */
export function useLiveBoard(): BoardState {
  const headcounts = useHeadcounts();
  const refused = useHeadcountsRefused();
  const zones = useZones(headcounts);
  const places = usePlaces(headcounts);
  const total = useTotal(headcounts?.version ?? 0);
  const streamStaleSince = useStaleSince('headcounts');
  const board = useMemo(
    () => headcounts && boardOf({ zones: zones.nodes, places: places.nodes, counts: headcounts }),
    [zones.nodes, places.nodes, headcounts],
  );

  if (refused) return { kind: 'refused' };
  if (zones.failed || places.failed) {
    return { kind: 'failed', reload: () => [zones, places].forEach(({ reload }) => reload()) };
  }
  if (!board || zones.loading || places.loading) return { kind: 'loading' };
  return { kind: 'board', board, total: total.count, staleSince: streamStaleSince ?? total.staleSince };
}

/** Everybody in any zone, asked anew whenever headcounts changed. */
function useTotal(version: number): { count: Count | null; staleSince: number | null } {
  const following = { version: useThrottled(version, TOTAL_EVERY_MS), everyMs: LOOK_AGAIN_MS };
  const { data, staleSince } = useLastingQuery({ query: TOTAL }, following);
  return { count: data?.occupancy.total ?? null, staleSince };
}
