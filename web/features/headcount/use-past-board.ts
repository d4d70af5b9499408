import { useMemo } from 'react';
import { useQuery } from 'urql';
import type { OccupancyQuery } from '../../__generated__/graphql.ts';
import { boardOf, type BoardSources } from '../../live/headcount/board.ts';
import type { BoardState } from '../../live/headcount/use-live-board.ts';
import { OCCUPANCY } from './documents.graphql.ts';

/** The board of an instant. @param asOf RFC 3339. */
export function usePastBoard(asOf: string): BoardState {
  const [{ data, error, fetching }, execute] = useQuery({ query: OCCUPANCY, variables: { asOf } });
  const occupancy = data?.occupancy;
  const board = useMemo(() => occupancy && boardOf(sourcesOf(occupancy)), [occupancy]);
  if (board && occupancy) return { kind: 'board', board, total: occupancy.total, staleSince: null };
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
