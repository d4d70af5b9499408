'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { Headcounts } from '../../live/headcount/headcount-store.ts';
import type { ZoneRow } from '../../live/headcount/use-zones.ts';
import { useLinkStatus, useLive, useStaleSince } from '../../live/live-provider.tsx';
import type { EngineFallback } from '../../map/create-engine.ts';
import type { MarkerLook } from '../../map/features/marker-diff.ts';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Entry } from './entries.ts';
import { LayerControl } from './layer-control.tsx';
import { MapButtons } from './map-buttons.tsx';
import { useLayers } from './use-layers.ts';
import { useMapView } from './use-map-view.ts';
import { useTrail } from './use-trail.ts';
import type { Selection } from './use-selection.ts';

/** The map with its buttons, and what it has to say about itself. */
export function MapPane({
  looks,
  zones,
  headcounts,
  selected,
  selection,
}: {
  readonly looks: ReadonlyMap<string, MarkerLook>;
  readonly zones: readonly ZoneRow[];
  readonly headcounts: Headcounts | null;
  readonly selected: Entry | null;
  readonly selection: Selection;
}) {
  const t = useTranslations('map');
  const { container, view, fallback, failed } = useMapView();
  const link = useLinkStatus();
  const nobodyLocated = useLive().positions.size === 0 && link.kind === 'live' && looks.size > 0;
  const trackerId = selected?.tracker?.id ?? null;
  const { following } = selection;
  // Listeners are set once per map; they act on the newest selection.
  const latest = useRef(selection);
  useEffect(() => {
    latest.current = selection;
  });

  useEffect(() => {
    view?.onClick((clicked) => latest.current.selectTarget(clicked));
    view?.onFollowReleased(() => latest.current.setFollowing(false));
  }, [view]);
  useEffect(() => view?.setLooks(looks), [view, looks]);
  useEffect(() => view?.select(trackerId, { bringIntoView: true }), [view, trackerId]);
  useEffect(() => view?.follow(following), [view, following]);
  useTrail(view, trackerId);
  const switches = useLayers(view, { zones, headcounts, selectedZoneId: selection.zoneId });

  const staleSince = useStaleSince('positions');
  const interrupted = link.kind === 'reconnecting' || link.kind === 'offline';
  return (
    <>
      <div
        ref={container}
        className={classNames(
          'absolute! inset-0 transition-[filter] duration-500',
          (interrupted || staleSince !== null) && 'saturate-[0.25]',
        )}
      />
      {failed && (
        <div className="absolute inset-0 flex items-center justify-center bg-ground">
          <EmptyState icon="warning" title={t('noMap.title')}>
            {t('noMap.text')}
          </EmptyState>
        </div>
      )}
      <MapNotices interrupted={interrupted} staleSince={staleSince} nobodyLocated={nobodyLocated} fallback={fallback} />
      {view && <MapButtons view={view} />}
      {view && (
        <LayerControl zones={zones} headcounts={headcounts} switches={switches} onSelect={selection.selectZone} />
      )}
    </>
  );
}

function MapNotices({
  interrupted,
  staleSince,
  nobodyLocated,
  fallback,
}: {
  readonly interrupted: boolean;
  /** Since when no position comes although the connection stands, Unix milliseconds, or null. */
  readonly staleSince: number | null;
  readonly nobodyLocated: boolean;
  readonly fallback: EngineFallback | null;
}) {
  const t = useTranslations('map');
  const format = useFormatter();
  return (
    <div className="pointer-events-none absolute inset-x-3 top-3 mx-auto flex max-w-md flex-col gap-2 *:pointer-events-auto">
      {interrupted && <Notice tone="warning">{t('stale')}</Notice>}
      {!interrupted && staleSince !== null && (
        <Notice tone="warning">{t('staleSince', { time: format.dateTime(staleSince, { timeStyle: 'short' }) })}</Notice>
      )}
      {nobodyLocated && <Notice tone="info">{t('nobodyLocated')}</Notice>}
      {fallback && <Notice tone="info">{t(`fallback.${fallback}`)}</Notice>}
    </div>
  );
}
