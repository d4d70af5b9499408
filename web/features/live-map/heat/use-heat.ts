import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { heatFeatures, heatZoom, onEarth } from '../../../map/features/heat-features.ts';
import type { MapView } from '../../../map/map-view.ts';
import { HEAT } from './heat.graphql.ts';
import type { HeatSpan } from './heat-span.ts';

/** What there is to say of the heat map. */
export type HeatState =
  | { readonly kind: 'loading' | 'empty' | 'failed' }
  | { readonly kind: 'shown'; readonly hottestSeconds: number };

// Whoever moves the map means where it comes to rest.
const REST_MS = 400;
const REPEAT_MS = 60_000;

/**
 * Draws where trackers were for how long in the part of the map that is seen, anew when the map comes to rest elsewhere
 * and every minute. What was there stays until the next answer.
 * @param spanAt the span as it is at the moment of the question; pass the same function while the choice is the same.
 */
export function useHeat(view: MapView, spanAt: () => HeatSpan | null): HeatState {
  const client = useClient();
  const [state, setState] = useState<HeatState>({ kind: 'loading' });
  useEffect(() => {
    let asked = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function ask(): Promise<void> {
      const own = ++asked;
      timer = setTimeout(() => void ask(), REPEAT_MS);
      const span = spanAt();
      if (!span) return;
      const box = onEarth(view.bounds());
      const [from, to] = [new Date(span.from).toISOString(), new Date(span.to).toISOString()];
      const variables = { box, zoom: heatZoom(box), from, to };
      const { data } = await client.query(HEAT, variables, { requestPolicy: 'network-only' });
      if (own !== asked) return;
      if (!data) return setState({ kind: 'failed' });
      const { cells } = data.heatmap;
      view.showTool('heat', heatFeatures(cells));
      const hottestSeconds = Math.max(0, ...cells.map(({ dwellSeconds }) => dwellSeconds));
      setState(cells.length ? { kind: 'shown', hottestSeconds } : { kind: 'empty' });
    }

    function askAtRest(): void {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), REST_MS);
    }

    setState({ kind: 'loading' });
    void ask();
    const release = view.onMoved(askAtRest);
    return () => {
      asked++;
      clearTimeout(timer);
      release();
    };
  }, [client, view, spanAt]);
  useEffect(() => () => view.showTool('heat', null), [view]);
  return state;
}
