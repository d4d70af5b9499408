'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef, type ReactNode } from 'react';
import { useInterrupted, useLinkStatus, useStaleSince } from '../../live/live-provider.tsx';
import { useWholeSecond } from '../../live/past/as-of-control.tsx';
import type { AsOf } from '../../live/past/use-as-of.ts';
import type { PositionStore } from '../../live/position-store.ts';
import type { EngineFallback } from '../../map/create-engine.ts';
import type { MapView } from '../../map/map-view.ts';
import type { MarkerLook } from '../../map/features/marker-diff.ts';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Entry } from './entries.ts';
import { FloorControl } from './floors/floor-control.tsx';
import { FloorNotice } from './floors/floor-notice.tsx';
import type { Floors } from './floors/use-floors.ts';
import type { PositionsOnFloor } from './floors/use-positions-on-floor.ts';
import { FollowBar } from './follow/follow-bar.tsx';
import { useKeptInView, type Followed } from './follow/use-followed.ts';
import { LayerControl } from './layer-control.tsx';
import { MapTools } from './map-tools.tsx';
import { useClusterTexts } from './use-cluster-texts.ts';
import { useLayers } from './use-layers.ts';
import type { MapOfPage } from './use-map-view.ts';
import { useTrail } from './use-trail.ts';
import type { Scene } from './use-scene.ts';
import type { Selection } from './use-selection.ts';

/** The map with its buttons, and what it has to say about itself. */
export function MapPane({
  map: { container, view, fallback, failed },
  scene: { positions, headcounts },
  floors,
  onFloor,
  lookedAt,
  looks,
  selected,
  selection,
  followed,
  asOf,
  settled,
}: {
  readonly map: MapOfPage;
  readonly scene: Scene;
  readonly floors: Floors;
  /** Who is shown of all: those who may be on the floor that is looked at. */
  readonly onFloor: PositionsOnFloor;
  /** Trackers that are selected or followed. */
  readonly lookedAt: readonly string[];
  readonly looks: ReadonlyMap<string, MarkerLook>;
  readonly selected: Entry | null;
  readonly selection: Selection;
  readonly followed: Followed;
  readonly asOf: AsOf;
  /** Whether what is shown is what was asked for, rather than still on its way. */
  readonly settled: boolean;
}) {
  const now = useWholeSecond();
  const isPast = asOf.instant !== null;
  const doubt = useDoubt({ isPast, nobodyLocated: settled && positions.size === 0, nobodyKnown: looks.size === 0 });
  const { zones, chosen: floor } = floors;
  const trackerId = selected?.tracker?.id ?? null;
  useShown(view, {
    positions: onFloor.positions,
    looks,
    trackerId,
    selection,
    followed,
  });
  const switches = useLayers(view, {
    zones,
    headcounts,
    selectedZoneId: selection.zoneId,
    floor,
    positions: onFloor.positions,
    selectedTrackerId: trackerId,
    lookedAt,
  });
  return (
    <>
      <div
        ref={container}
        className={classNames(
          'absolute! inset-0 transition-[filter] duration-500',
          (doubt.interrupted || doubt.staleSince !== null) && 'saturate-[0.25]',
          !settled && 'opacity-50',
        )}
      />
      {isPast && (
        <div className="pointer-events-none absolute inset-0 border-4 border-dashed border-idle" aria-hidden />
      )}
      {failed && <NoMap />}
      <MapTools view={view} onLookBack={isPast ? null : () => asOf.show(now())}>
        {(tool) => (
          <>
            <MapNotices doubt={doubt} fallback={fallback}>
              <FloorNotice floor={floor} counts={onFloor} />
              {followed.isChoosing && <FollowBar followed={followed} />}
              {tool}
            </MapNotices>
            {view && (
              <>
                <LayerControl
                  zones={zones}
                  headcounts={headcounts}
                  switches={switches}
                  onSelect={selection.selectZone}
                />
                <FloorControl floors={floors} />
              </>
            )}
          </>
        )}
      </MapTools>
    </>
  );
}

/** Why the map may not show what is so. */
interface Doubt {
  readonly interrupted: boolean;
  /** Since when no position comes although the connection stands, Unix milliseconds, or null. */
  readonly staleSince: number | null;
  /** What to say where nobody is on the map, or null. */
  readonly nobody: 'nobodyLocated' | 'nobodyLocatedThen' | null;
}

/** An instant of the past is as it was; only what is so now can be late. */
function useDoubt({
  isPast,
  nobodyLocated,
  nobodyKnown,
}: {
  readonly isPast: boolean;
  readonly nobodyLocated: boolean;
  readonly nobodyKnown: boolean;
}): Doubt {
  const link = useLinkStatus();
  const interrupted = useInterrupted();
  const staleSince = useStaleSince('positions');
  if (isPast) return { interrupted: false, staleSince: null, nobody: nobodyLocated ? 'nobodyLocatedThen' : null };
  const nobody = nobodyLocated && !nobodyKnown && link.kind === 'live' ? 'nobodyLocated' : null;
  return { interrupted, staleSince, nobody };
}

function NoMap() {
  const t = useTranslations('map.noMap');
  return (
    <div className="absolute inset-0 flex items-center justify-center bg-ground">
      <EmptyState icon="warning" title={t('title')}>
        {t('text')}
      </EmptyState>
    </div>
  );
}

/** Shows who is where and who is selected, and acts on what is clicked. */
function useShown(
  view: MapView | null,
  {
    positions,
    looks,
    trackerId,
    selection,
    followed,
  }: {
    readonly positions: PositionStore;
    readonly looks: ReadonlyMap<string, MarkerLook>;
    readonly trackerId: string | null;
    readonly selection: Selection;
    readonly followed: Followed;
  },
): void {
  const { following } = selection;
  // Listeners are set once per map; they act on the newest selection.
  const latest = useRef({ selection, followed });
  useEffect(() => {
    latest.current = { selection, followed };
  });

  useEffect(() => {
    view?.onClick((clicked) => {
      const { selection, followed } = latest.current;
      if (followed.isChoosing) followed.toggleTarget(clicked);
      else selection.selectTarget(clicked);
    });
    view?.onFollowReleased(() => {
      latest.current.selection.setFollowing(false);
      latest.current.followed.release();
    });
  }, [view]);
  useEffect(() => view?.watch(positions), [view, positions]);
  useEffect(() => view?.setLooks(looks), [view, looks]);
  useEffect(() => view?.select(trackerId, { bringIntoView: true }), [view, trackerId]);
  useEffect(() => view?.follow(following), [view, following]);
  useKeptInView(view, followed);
  useClusterTexts(view);
  useTrail(view, trackerId);
}

function MapNotices({
  doubt: { interrupted, staleSince, nobody },
  fallback,
  children,
}: {
  readonly doubt: Doubt;
  readonly fallback: EngineFallback | null;
  /** What else stands above the map. */
  readonly children: ReactNode;
}) {
  const t = useTranslations('map');
  const format = useFormatter();
  return (
    <div className="pointer-events-none absolute inset-x-3 top-3 flex flex-col gap-2">
      <div className="mx-auto flex w-full max-w-md flex-col gap-2 *:pointer-events-auto">
        {interrupted && <Notice tone="warning">{t('stale')}</Notice>}
        {!interrupted && staleSince !== null && (
          <Notice tone="warning">
            {t('staleSince', { time: format.dateTime(staleSince, { timeStyle: 'short' }) })}
          </Notice>
        )}
        {nobody && <Notice tone="info">{t(nobody)}</Notice>}
        {fallback && <Notice tone="info">{t(`fallback.${fallback}`)}</Notice>}
      </div>
      {/* Beside a card, which stands at the other end. */}
      <div className="flex w-full flex-col gap-2 *:pointer-events-auto md:max-w-[max(17rem,min(28rem,100%-20rem))]">
        {children}
      </div>
    </div>
  );
}
