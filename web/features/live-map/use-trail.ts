import { useEffect } from 'react';
import { useClient } from 'urql';
import { untilAnswered } from '../../graphql/until-answered.ts';
import { browserWakeUps } from '../../graphql/wakeable-sleep.ts';
import { useInterrupted, useLive } from '../../live/live-provider.tsx';
import { usePast } from '../../live/past/past.tsx';
import type { MapView } from '../../map/map-view.ts';
import { TRAIL } from './trail.graphql.ts';

const TRAIL_MS = 5 * 60_000;

/**
 * Draws where the selected tracker was during the last five minutes, of now or of the instant that is shown. Without an answer the line stays
 * away. After a break it is asked for anew: the stream goes on with the newest position, not with those between.
 */
export function useTrail(view: MapView | null, trackerId: string | null): void {
  const client = useClient();
  const { clock } = useLive();
  const past = usePast()?.at;
  const interrupted = useInterrupted();
  useEffect(() => {
    if (!view || !trackerId || interrupted) return undefined;
    let gone = false;
    const ask = () => {
      const to = past ?? clock.now();
      const variables = { trackerId, from: new Date(to - TRAIL_MS).toISOString(), to: new Date(to + 1).toISOString() };
      return client.query(TRAIL, variables, { requestPolicy: 'network-only' }).toPromise();
    };
    const fetchTrail = async () => {
      const data = await untilAnswered(ask, { isGone: () => gone, wakeUps: browserWakeUps });
      const nodes = data?.tracker?.positions.nodes;
      if (nodes) view.setTrail(nodes.map((node) => ({ ...node, recordedAt: Date.parse(node.recordedAt) })));
    };
    void fetchTrail();
    return () => {
      gone = true;
    };
  }, [client, clock, past, interrupted, view, trackerId]);
}
