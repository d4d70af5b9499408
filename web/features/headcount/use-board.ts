import { useMemo } from 'react';
import { useQuery } from 'urql';
import type { OccupancyQuery, PlacesQuery } from '../../__generated__/graphql.ts';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { useWholeList } from '../../graphql/use-whole-list.ts';
import type { Count } from '../../live/headcount/headcount-store.ts';
import { useCompleteList } from '../../live/headcount/use-complete-list.ts';
import { useHeadcounts, useHeadcountsRefused } from '../../live/headcount/use-headcounts.ts';
import { useZones } from '../../live/headcount/use-zones.ts';
import { useThrottled } from '../../live/use-throttled.ts';
import { boardOf, type Board, type BoardSources } from './board.ts';
import { OCCUPANCY, PLACES, TOTAL } from './documents.graphql.ts';

/** A board in whatever state it is. */
export type BoardState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly reload: () => void }
  /** The viewer may not see headcounts. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'board'; readonly board: Board; readonly total: Count | null };

// The total is asked for, not streamed; counts may change four times a second.
const TOTAL_EVERY_MS = 1_000;

/** The board of now; it changes by itself. */
export function useLiveBoard(): BoardState {
  const headcounts = useHeadcounts();
  const refused = useHeadcountsRefused();
  const zones = useZones(headcounts);
  const places = useCompleteList(useWholeList(PLACES, placesOf), idsOf, headcounts?.places.keys() ?? null);
  const total = useTotal(headcounts?.version ?? 0);
  const board = useMemo(
    () => headcounts && boardOf({ zones: zones.nodes, places: places.nodes, counts: headcounts }),
    [zones.nodes, places.nodes, headcounts],
  );

  if (refused) return { kind: 'refused' };
  if (zones.failed || places.failed) {
    return { kind: 'failed', reload: () => [zones, places].forEach(({ reload }) => reload()) };
  }
  if (!board || zones.loading || places.loading) return { kind: 'loading' };
  return { kind: 'board', board, total };
}

/** Everybody in any zone, asked anew whenever headcounts changed. */
function useTotal(version: number): Count | null {
  const [{ data }] = useFollowingQuery({ query: TOTAL }, useThrottled(version, TOTAL_EVERY_MS));
  return data?.occupancy.total ?? null;
}

/** The board of an instant. @param asOf RFC 3339. */
export function usePastBoard(asOf: string): BoardState {
  const [{ data, error, fetching }, execute] = useQuery({ query: OCCUPANCY, variables: { asOf } });
  const occupancy = data?.occupancy;
  const board = useMemo(() => occupancy && boardOf(sourcesOf(occupancy)), [occupancy]);
  if (board && occupancy) return { kind: 'board', board, total: occupancy.total };
  if (!error || fetching) return { kind: 'loading' };
  if (error.graphQLErrors.some(({ extensions }) => extensions['code'] === 'FORBIDDEN')) return { kind: 'refused' };
  return { kind: 'failed', reload: () => execute({ requestPolicy: 'network-only' }) };
}

function sourcesOf({ zones, places }: OccupancyQuery['occupancy']): BoardSources {
  return {
    zones: zones.map(({ zone }) => zone),
    places: places.map(({ place }) => place),
    counts: {
      zones: new Map(zones.map(({ zone, headcount }) => [zone.id, headcount])),
      places: new Map(places.map(({ place, headcount }) => [place.id, headcount])),
    },
  };
}

function idsOf(places: readonly { readonly id: string }[]): string[] {
  return places.map(({ id }) => id);
}

function placesOf(data: PlacesQuery): PlacesQuery['places'] {
  return data.places;
}
