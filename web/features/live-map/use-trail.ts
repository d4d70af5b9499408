import { useEffect, useRef } from 'react';
import { useClient } from 'urql';
import { useLive } from '../../live/live-provider.tsx';
import type { MapView } from '../../map/map-view.ts';
import { TRAIL } from './trail.graphql.ts';

const TRAIL_MS = 5 * 60_000;

/** Draws where the selected tracker was during the last five minutes. Without an answer the line stays away. */
export function useTrail(view: MapView | null, trackerId: string | null): void {
  const client = useClient();
  const { clock } = useLive();
  const now = useRef(clock.now);
  useEffect(() => {
    if (!view || !trackerId) return;
    let gone = false;
    const to = now.current();
    const variables = { trackerId, from: new Date(to - TRAIL_MS).toISOString(), to: new Date(to).toISOString() };
    void client
      .query(TRAIL, variables, { requestPolicy: 'network-only' })
      .toPromise()
      .then(({ data }) => {
        const nodes = data?.tracker?.positions.nodes;
        if (gone || !nodes) return;
        view.setTrail(nodes.map((node) => ({ ...node, recordedAt: Date.parse(node.recordedAt) })));
      });
    return () => {
      gone = true;
    };
  }, [client, view, trackerId]);
}
