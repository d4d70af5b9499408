import { useEffect } from 'react';
import { useClient } from 'urql';
import type { TrailsQuery } from '../../__generated__/graphql.ts';
import { untilAnswered } from '../../graphql/until-answered.ts';
import { browserWakeUps } from '../../graphql/wakeable-sleep.ts';
import { useInterrupted, useLive } from '../../live/live-provider.tsx';
import { usePast } from '../../live/past/past.tsx';
import type { MapView } from '../../map/map-view.ts';
import type { TrailPoint } from '../../map/trail.ts';
import { TRAILS_MS } from '../../map/trails.ts';
import { TRAILS } from './trail.graphql.ts';

/**
 * Draws everybody's way of the last minutes, of now or before the instant that is shown, while switched on. Without
 * an answer the lines begin now. After a break they are asked for anew: the stream does not tell of what was between.
 */
export function useTrails(view: MapView | null, shown: boolean): void {
  const client = useClient();
  const { clock } = useLive();
  const past = usePast()?.at;
  const interrupted = useInterrupted();
  useEffect(() => {
    view?.showTrails(shown);
    if (!view || !shown || interrupted) return undefined;
    let gone = false;
    const ask = () => {
      const to = past ?? clock.now();
      const variables = { from: new Date(to - TRAILS_MS).toISOString(), to: new Date(to + 1).toISOString() };
      return client.query(TRAILS, variables, { requestPolicy: 'network-only' }).toPromise();
    };
    const fetchTrails = async () => {
      const data = await untilAnswered(ask, { isGone: () => gone, wakeUps: browserWakeUps });
      if (data) view.setTrails(pastOf(data));
    };
    void fetchTrails();
    return () => {
      gone = true;
    };
  }, [client, clock, past, interrupted, view, shown]);
}

function pastOf({ trackers }: TrailsQuery): ReadonlyMap<string, readonly TrailPoint[]> {
  return new Map(
    trackers.nodes.map(({ id, positions }) => [
      id,
      positions.nodes.map((node) => ({ ...node, recordedAt: Date.parse(node.recordedAt) })),
    ]),
  );
}
