'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { useZones } from '../../live/headcount/use-zones.ts';
import { usePlan } from '../../live/use-plan.ts';
import type { MapEngine } from '../../map/engine.ts';
import { boundsOf } from '../../map/features/bounds.ts';
import { zoneShapes, type ZoneFeatures } from '../../map/features/zone-features.ts';
import { mapZones } from '../../scene/self-scene.ts';
import { useEngine } from '../../scene/use-engine.ts';
import { IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useTheme } from '../../ui/use-theme.ts';
import { nearestRow } from './replay/nearest-row.ts';
import type { Replay } from './use-replay.ts';
import type { ReplayData } from './use-replay-data.ts';

const NONE: ReadonlySet<number> = new Set();
const NO_LABELS: ZoneFeatures['labels'] = { type: 'FeatureCollection', features: [] };
const NO_NAMES: readonly { readonly name: string }[] = [];

/** The map of a replay. Pointing at a way shows when that was; clicking goes there. */
export function ReplayMap({ replay, data }: { readonly replay: Replay; readonly data: ReplayData }) {
  const t = useTranslations('playback');
  const container = useRef<HTMLDivElement>(null);
  const { engine, failed } = useEngine(container, t('mapLabel'));
  const theme = useTheme();
  const { player } = replay;
  useEffect(() => engine?.setTheme(theme), [engine, theme]);
  useGround(engine);
  useEffect(() => engine?.showReplayWays(data.ways), [engine, data.ways]);
  useEffect(() => {
    player.attach(engine);
    return () => player.attach(null);
  }, [engine, player]);
  useEffect(() => engine?.onPan(() => player.follow(NONE)), [engine, player]);
  usePointing(engine, { replay, data });
  const showAll = (instant: boolean) => {
    const bounds = boundsOf(replay.facts.lanes.flatMap(({ track }) => track?.points ?? []));
    if (bounds) engine?.fit(bounds, { instant });
  };
  useEffect(() => showAll(true), [engine, replay]);
  const button = 'rounded-none first:rounded-t-lg last:rounded-b-lg';
  return (
    <>
      <div ref={container} className="absolute! inset-0" />
      {failed && (
        <div className="absolute inset-0 flex items-center justify-center bg-ground">
          <EmptyState icon="warning" title={t('noMap')} />
        </div>
      )}
      <div className="absolute start-3 bottom-9 flex flex-col rounded-lg border border-line bg-raised shadow-panel md:bottom-3">
        <IconButton label={t('zoomIn')} onClick={() => engine?.zoomBy(1)} className={button}>
          <Icon name="plus" size={18} />
        </IconButton>
        <IconButton label={t('zoomOut')} onClick={() => engine?.zoomBy(-1)} className={button}>
          <Icon name="minus" size={18} />
        </IconButton>
        <IconButton label={t('showAll')} onClick={() => showAll(false)} className={button}>
          <Icon name="fit" size={18} />
        </IconButton>
      </div>
    </>
  );
}

/** Draws what the site looks like, and the zones. */
function useGround(engine: MapEngine | null): void {
  const zones = useZones(null).nodes;
  const plan = usePlan(NO_NAMES);
  useEffect(() => engine?.showPlan(plan), [engine, plan]);
  useEffect(() => {
    // Names stand on the plan; a replay has enough of its own to say.
    engine?.showZones({ shapes: zoneShapes(mapZones(zones), null), labels: NO_LABELS });
  }, [engine, zones]);
}

function usePointing(engine: MapEngine | null, { replay, data }: { replay: Replay; data: ReplayData }): void {
  const { player } = replay;
  const tracks = useRef(data.tracks);
  useEffect(() => {
    tracks.current = data.tracks;
  });
  useEffect(() => {
    if (!engine) return undefined;
    let pointed: number | null = null;
    const stopPointing = engine.onPoint((place) => {
      const near = place && nearestRow(tracks.current, place);
      pointed = near ? (tracks.current[near.lane]?.at[near.row] ?? null) : null;
      player.point(pointed);
    });
    const stopClicks = engine.onClick((target) => {
      if (target.kind !== 'tracker' && pointed !== null) player.seek(pointed);
    });
    return () => {
      stopPointing();
      stopClicks();
    };
  }, [engine, player]);
}
