import { useEffect, useState, type RefObject } from 'react';
import { useViewing } from '../live/viewer-provider.tsx';
import { createEngine } from '../map/create-engine.ts';
import type { MapEngine } from '../map/engine.ts';
import { exposeMap } from '../map/expose-map.ts';
import { currentTheme } from '../ui/use-theme.ts';

/** A map for a place on a page, as long as the place is there. */
export function useEngine(
  container: RefObject<HTMLDivElement | null>,
  label: string,
): { engine: MapEngine | null; failed: boolean } {
  const { mapboxToken, basemapUrl } = useViewing();
  const [engine, setEngine] = useState<MapEngine | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!container.current) return undefined;
    let shown: MapEngine | null = null;
    let gone = false;
    function show(next: MapEngine): void {
      if (gone) return next.destroy();
      if (next === shown) return;
      shown = next;
      exposeMap(next);
      setEngine(next);
    }
    createEngine({
      container: container.current,
      theme: currentTheme(),
      label,
      mapboxToken,
      basemapUrl,
      onFallback: (_reason, next) => show(next),
    }).then(show, () => setFailed(true));
    return () => {
      gone = true;
      exposeMap(null);
      shown?.destroy();
      setEngine(null);
    };
  }, [container, label, mapboxToken, basemapUrl]);
  return { engine, failed };
}
