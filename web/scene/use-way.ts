import { useEffect, useState } from 'react';
import { useClient, type Client } from 'urql';
import type { DaySpan } from '../live/zoned-days.ts';
import type { TrailPoint } from '../map/trail.ts';
import type { WayQuery, WayQueryVariables } from '../__generated__/graphql.ts';
import { WAY } from './positions.graphql.ts';

// Enough for a day of a fix every ten seconds; what lies beyond adds nothing to a line on a small map.
const MOST_PAGES = 18;
const PAGE = 500;

/** Whoever gets so many positions may have got only the first of them. */
export const MOST_POINTS = MOST_PAGES * PAGE;

type Positions = NonNullable<WayQuery['tracker']>['positions'];

/** Where a tracker was during a stretch of time, oldest first; null until known. @param from, to Unix milliseconds. */
export function useWay(trackerId: string | null, { from, to }: DaySpan): readonly TrailPoint[] | null {
  const client = useClient();
  const about = `${trackerId} ${from} ${to}`;
  const [way, setWay] = useState<{ about: string; points: readonly TrailPoint[] } | null>(null);
  useEffect(() => {
    if (trackerId === null) return undefined;
    let gone = false;
    const load = async () => {
      const points = await wayOf(client, { trackerId, from, to }, () => gone);
      if (!gone) setWay({ about, points });
    };
    void load();
    return () => {
      gone = true;
    };
  }, [client, trackerId, from, to, about]);
  return way?.about === about ? way.points : null;
}

async function wayOf(
  client: Client,
  { trackerId, from, to }: DaySpan & { trackerId: string },
  gone: () => boolean,
): Promise<TrailPoint[]> {
  const points: TrailPoint[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES && !gone(); page++) {
    const variables: WayQueryVariables = {
      trackerId,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      after,
    };
    const answer = await client.query(WAY, variables, { requestPolicy: 'network-only' });
    const positions: Positions | undefined = answer.data?.tracker?.positions;
    if (!positions) break;
    for (const { latitude, longitude, recordedAt } of positions.nodes) {
      points.push({ latitude, longitude, recordedAt: Date.parse(recordedAt) });
    }
    after = positions.pageInfo.hasNextPage ? (positions.pageInfo.endCursor ?? null) : null;
    if (after === null) break;
  }
  return points;
}
