import { useEffect } from 'react';
import type { PositionStore } from '../../live/position-store.ts';
import { ACCURACY_FROM_ZOOM, accuracyFeatures } from '../../map/features/accuracy-features.ts';
import type { MapView } from '../../map/map-view.ts';

// Circles follow their markers a little later; each time costs the map's worker a pass.
const INTERVAL_MS = 500;

/** Draws everybody's accuracy circle while shown and close enough. @param selected whose circle is drawn anyway, or null. */
export function useAccuracyLayer(
  view: MapView | null,
  {
    shown,
    positions,
    selected,
  }: { readonly shown: boolean; readonly positions: PositionStore; readonly selected: string | null },
): void {
  useEffect(() => {
    if (!view || !shown) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      timer = undefined;
      const isClose = view.zoom() >= ACCURACY_FROM_ZOOM;
      view.showTool(
        'accuracy',
        isClose ? accuracyFeatures(positions, { view: view.bounds(), without: selected }) : null,
      );
    };
    const drawSoon = () => {
      timer ??= setTimeout(draw, INTERVAL_MS);
    };
    draw();
    const stops = [view.onMoved(drawSoon), positions.subscribe(drawSoon)];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      view.showTool('accuracy', null);
    };
  }, [view, shown, positions, selected]);
}
