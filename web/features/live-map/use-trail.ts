import { useEffect } from 'react';
import { useClient } from 'urql';
import { useLive } from '../../live/live-provider.tsx';
import type { MapView } from '../../map/map-view.ts';
import { TRAIL } from './trail.graphql.ts';

const TRAIL_MS = 5 * 60_000;

/** Draws where the selected tracker was during the last five minutes. Without an answer the line stays away. */
export function useTrail(view: MapView | null, trackerId: string | null): void {
  const client = useClient();
  const { clock } = useLive();
  useEffect(() => {
    if (!view || !trackerId) return undefined;
    let gone = false;
    const to = clock.now();
    const variables = { trackerId, from: new Date(to - TRAIL_MS).toISOString(), to: new Date(to).toISOString() };
    const fetchTrail = async () => {
      const { data } = await client.query(TRAIL, variables, { requestPolicy: 'network-only' });
      const nodes = data?.tracker?.positions.nodes;
      if (gone || !nodes) return;
      view.setTrail(nodes.map((node) => ({ ...node, recordedAt: Date.parse(node.recordedAt) })));
    };
    void fetchTrail();
    return () => {
      gone = true;
    };
  }, [client, clock, view, trackerId]);
}
