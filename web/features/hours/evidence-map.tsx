'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { zoneGeometry, type MapZone } from '../../map/features/zone-features.ts';
import { SceneMap } from '../../scene/scene-map.tsx';
import type { Scene } from '../../scene/scene.ts';
import type { TrailPoint } from '../../map/trail.ts';
import type { DecidedVisit } from './use-line-visits.ts';

/** The way of a tracker and the zones it was in, on a map that stands still. @param about which stretch it shows. */
export function EvidenceMap({
  positions,
  visits,
  about,
}: {
  readonly positions: readonly TrailPoint[];
  readonly visits: readonly DecidedVisit[];
  readonly about: string;
}) {
  const t = useTranslations('hours.evidence');
  const scene = useMemo((): Scene => {
    const last = positions.at(-1);
    const selection = last ? { at: last, accuracyMeters: null, trail: positions } : null;
    return { zones: zonesOf(visits), selectedZoneId: null, points: [], selection };
  }, [positions, visits]);
  return <SceneMap label={t('map')} scene={scene} about={about} />;
}

function zonesOf(visits: readonly DecidedVisit[]): MapZone[] {
  const zones = new Map<string, MapZone>();
  for (const { geofence } of visits) {
    const geometry = zoneGeometry(geofence.version);
    if (geometry) zones.set(geofence.id, { id: geofence.id, name: geofence.name, kind: geofence.kind, geometry });
  }
  return [...zones.values()];
}
