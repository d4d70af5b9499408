'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { LineEvidenceQuery } from '../../__generated__/graphql.ts';
import { useViewing } from '../../live/viewer-provider.tsx';
import { createEngine } from '../../map/create-engine.ts';
import type { MapEngine } from '../../map/engine.ts';
import { boundsOf, widened } from '../../map/features/bounds.ts';
import { zoneGeometry, zoneLabels, zoneShapes, type MapZone } from '../../map/features/zone-features.ts';
import { currentTheme, useTheme } from '../../ui/use-theme.ts';

/** The way of a tracker and the zones it was in, on a map that stands still. */
export function EvidenceMap({
  positions,
  visits,
}: {
  readonly positions: NonNullable<LineEvidenceQuery['tracker']>['positions']['nodes'];
  readonly visits: LineEvidenceQuery['visits']['nodes'];
}) {
  const t = useTranslations('hours.evidence');
  const container = useRef<HTMLDivElement>(null);
  const { mapboxToken } = useViewing();
  const theme = useTheme();
  const [engine, setEngine] = useState<MapEngine | null>(null);
  const label = t('map');
  const zones = useMemo(() => zonesOf(visits), [visits]);

  useEffect(() => {
    if (!container.current) return undefined;
    let shown: MapEngine | null = null;
    let gone = false;
    function show(engineToShow: MapEngine): void {
      if (engineToShow === shown) return;
      shown?.destroy();
      if (gone) return engineToShow.destroy();
      shown = engineToShow;
      setEngine(engineToShow);
    }
    // Without WebGL the words beside the map say the same.
    const options = { container: container.current, theme: currentTheme(), label, mapboxToken };
    createEngine({ ...options, onFallback: (_reason, builtIn) => show(builtIn) }).then(show, () => {});
    return () => {
      gone = true;
      shown?.destroy();
      setEngine(null);
    };
  }, [label, mapboxToken]);

  useEffect(() => engine?.setTheme(theme), [engine, theme]);
  useEffect(
    () => engine?.showZones({ shapes: zoneShapes(zones, null), labels: zoneLabels(zones, () => '') }),
    [engine, zones],
  );
  useEffect(() => {
    const last = positions.at(-1);
    const bounds = boundsOf(positions);
    if (!engine || !last || !bounds) return;
    engine.select({ at: last, accuracyMeters: null, trail: positions });
    engine.fit(widened(bounds, 0.3), { instant: true });
  }, [engine, positions]);

  return (
    <div className="relative h-72 overflow-hidden rounded-xl border border-line bg-ground">
      <div ref={container} className="absolute! inset-0" />
    </div>
  );
}

function zonesOf(visits: LineEvidenceQuery['visits']['nodes']): MapZone[] {
  const zones = new Map<string, MapZone>();
  for (const { geofence } of visits) {
    const geometry = zoneGeometry(geofence.version);
    if (geometry) zones.set(geofence.id, { id: geofence.id, name: geofence.name, kind: geofence.kind, geometry });
  }
  return [...zones.values()];
}
