'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useZoneIndex } from '../../lists/use-zone-index.ts';
import { zoneGeometry } from '../../map/features/zone-features.ts';
import type { Scene } from '../../scene/scene.ts';
import { SceneMap } from '../../scene/scene-map.tsx';
import { mapZones } from '../../scene/self-scene.ts';
import type { ShownZone } from './zone-header.tsx';

/** The shape of a zone among the others. */
export function ZoneMap({ zone }: { readonly zone: ShownZone }) {
  const t = useTranslations('zonePages');
  const { all } = useZoneIndex();
  const { id, name, kind, version } = zone;
  const scene = useMemo((): Scene => {
    const geometry = zoneGeometry(version);
    const others = mapZones(all.filter((other) => other.id !== id));
    const zones = geometry ? [...others, { id, name, kind, geometry }] : others;
    return { zones, selectedZoneId: id, points: [], selection: null };
  }, [all, id, name, kind, version]);
  return <SceneMap label={t('mapLabel', { name })} scene={scene} about={version.id} />;
}
