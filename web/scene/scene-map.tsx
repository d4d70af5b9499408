'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { MapEngine } from '../map/engine.ts';
import { classNames } from '../ui/class-names.ts';
import { useTheme } from '../ui/use-theme.ts';
import { sceneBounds, sceneMarkers, sceneZones, type Scene } from './scene.ts';
import { useEngine } from './use-engine.ts';

/** A small map of one thing. @param about what it shows; when that changes, the view moves there. */
export function SceneMap({
  label,
  scene,
  about,
  className,
}: {
  readonly label: string;
  readonly scene: Scene;
  readonly about: string;
  readonly className?: string;
}) {
  const t = useTranslations('scene');
  const container = useRef<HTMLDivElement>(null);
  const { engine, failed } = useEngine(container, label);
  const theme = useTheme();
  const { zones, selectedZoneId, points, selection } = scene;
  useEffect(() => engine?.setTheme(theme), [engine, theme]);
  useEffect(() => engine?.showZones(sceneZones({ zones, selectedZoneId })), [engine, zones, selectedZoneId]);
  useEffect(() => engine?.onReady(() => engine.updateMarkers(sceneMarkers(points))), [engine, points]);
  useEffect(() => engine?.select(selection), [engine, selection]);
  useFit(engine, { scene, about });
  return (
    <div
      className={classNames('relative overflow-hidden rounded-xl border border-line bg-ground', className ?? 'h-72')}
    >
      <div ref={container} className="absolute! inset-0" />
      {failed && (
        <p className="absolute inset-0 flex items-center justify-center p-4 text-sm text-muted">{t('noMap')}</p>
      )}
    </div>
  );
}

/** Brings a scene into view once there is something to see of it, and again when it is about something else. */
function useFit(engine: MapEngine | null, { scene, about }: { scene: Scene; about: string }): void {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    const bounds = sceneBounds(scene);
    if (!engine || !bounds || shown.current === about) return;
    engine.fit(bounds, { instant: shown.current === null });
    shown.current = about;
  }, [engine, scene, about]);
}
