import { useCallback, useEffect } from 'react';
import { useClient } from 'urql';
import type { TrailsQuery } from '../../__generated__/graphql.ts';
import { untilAnswered } from '../../graphql/until-answered.ts';
import { browserWakeUps } from '../../graphql/wakeable-sleep.ts';
import { useInterrupted, useLive } from '../../live/live-provider.tsx';
import { usePast } from '../../live/past/past.tsx';
import type { MapView } from '../../map/map-view.ts';
import type { TrailPoint } from '../../map/trail.ts';
import { TRAILS_MS } from '../../map/trails.ts';
import { TRAIL, TRAILS } from './trail.graphql.ts';

/**
 * Draws everybody's way of the last minutes, of now or before the instant that is shown, while switched on. Without
 * an answer the lines begin now. After a break they are asked for anew: the stream does not tell of what was between.
 * @param lookedAt trackers whose past is asked for one by one, because it must not be missing however many there are.
 */
export function useTrails(
  view: MapView | null,
  { shown, lookedAt }: { readonly shown: boolean; readonly lookedAt: readonly string[] },
): void {
  const client = useClient();
  const { clock } = useLive();
  const past = usePast()?.at;
  const interrupted = useInterrupted();
  const span = useCallback(() => {
    const to = past ?? clock.now();
    return { from: new Date(to - TRAILS_MS).toISOString(), to: new Date(to + 1).toISOString() };
  }, [clock, past]);

  useEffect(() => {
    view?.showTrails(shown);
    if (!view || !shown || interrupted) return undefined;
    return whileWanted(async (isGone) => {
      const ask = () => client.query(TRAILS, span(), { requestPolicy: 'network-only' }).toPromise();
      const data = await untilAnswered(ask, { isGone, wakeUps: browserWakeUps });
      if (data) view.setTrails(new Map(data.trackers.nodes.map(({ id, positions }) => [id, pointsOf(positions)])));
    });
  }, [client, span, interrupted, view, shown]);

  // The same trackers are a new list with each event.
  const ids = lookedAt.join(' ');
  useEffect(() => {
    if (!view || !shown || interrupted || !ids) return undefined;
    return whileWanted(async (isGone) => {
      for (const trackerId of ids.split(' ')) {
        const ask = () => client.query(TRAIL, { trackerId, ...span() }, { requestPolicy: 'network-only' }).toPromise();
        const data = await untilAnswered(ask, { isGone, wakeUps: browserWakeUps });
        if (data?.tracker) view.setTrails(new Map([[trackerId, pointsOf(data.tracker.positions)]]));
      }
    });
  }, [client, span, interrupted, view, shown, ids]);
}

/** Begins something; what is returned says that nobody waits for it any more. */
function whileWanted(begin: (isGone: () => boolean) => Promise<void>): () => void {
  let gone = false;
  void begin(() => gone);
  return () => {
    gone = true;
  };
}

function pointsOf({ nodes }: TrailsQuery['trackers']['nodes'][number]['positions']): TrailPoint[] {
  return nodes.map((node) => ({ ...node, recordedAt: Date.parse(node.recordedAt) }));
}
