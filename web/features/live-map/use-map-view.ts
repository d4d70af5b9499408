import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useLive } from '../../live/live-provider.tsx';
import { useViewing } from '../../live/viewer-provider.tsx';
import { createEngine, type EngineFallback } from '../../map/create-engine.ts';
import type { MapEngine } from '../../map/engine.ts';
import { exposeMap } from '../../map/expose-map.ts';
import { MapView } from '../../map/map-view.ts';
import { currentTheme, useTheme } from '../../ui/use-theme.ts';

/** The map of a page. */
export interface MapOfPage {
  /** Where the map is drawn. */
  readonly container: RefObject<HTMLDivElement | null>;
  /** The view, or null while the map is being made. */
  readonly view: MapView | null;
  /** Why the map is not the one the operator asked for, or null. */
  readonly fallback: EngineFallback | null;
  /** Whether the browser cannot draw maps at all. */
  readonly failed: boolean;
}

/** Makes a map when its place appears and takes it away with it. */
export function useMapView(): MapOfPage {
  const container = useRef<HTMLDivElement>(null);
  const t = useTranslations('map');
  const { positions } = useLive();
  const { mapboxToken, basemapUrl } = useViewing();
  const theme = useTheme();
  const [view, setView] = useState<MapView | null>(null);
  const [fallback, setFallback] = useState<EngineFallback | null>(null);
  const [failed, setFailed] = useState(false);
  const label = t('label');

  useEffect(() => {
    if (!container.current) return undefined;
    let shown: MapEngine | null = null;
    let current: MapView | null = null;
    let gone = false;

    function show(engine: MapEngine): void {
      if (gone) return engine.destroy();
      if (engine === shown) return;
      current?.destroy();
      shown = engine;
      current = new MapView({ store: positions, engine });
      exposeMap(current);
      setView(current);
    }

    createEngine({
      container: container.current,
      theme: currentTheme(),
      label,
      mapboxToken,
      basemapUrl,
      onFallback(reason, engine) {
        setFallback(reason);
        show(engine);
      },
    }).then(show, () => setFailed(true));
    return () => {
      gone = true;
      exposeMap(null);
      current?.destroy();
      setView(null);
    };
  }, [positions, mapboxToken, basemapUrl, label]);

  useEffect(() => view?.setTheme(theme), [view, theme]);
  return { container, view, fallback, failed };
}
