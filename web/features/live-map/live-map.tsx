'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { PastProvider } from '../../live/past/past.tsx';
import { useAsOf } from '../../live/past/use-as-of.ts';
import { classNames } from '../../ui/class-names.ts';
import type { Headcounts } from '../../live/headcount/headcount-store.ts';
import type { ZoneRow } from '../../live/headcount/use-zones.ts';
import { looksOf, type Entry } from './entries.ts';
import { EntryCard } from './entry-card.tsx';
import { EntryList } from './entry-list.tsx';
import { useFloors } from './floors/use-floors.ts';
import { usePositionsOnFloor } from './floors/use-positions-on-floor.ts';
import { useFollowed } from './follow/use-followed.ts';
import { MapPane } from './map-pane.tsx';
import { PastBanner } from './past/past-banner.tsx';
import { usePastScene } from './past/use-past-scene.ts';
import { StackCard } from './stack-card.tsx';
import { useFollowedView } from './in-view/use-followed-view.ts';
import { useInView } from './in-view/use-in-view.ts';
import { useMapView } from './use-map-view.ts';
import { useScene } from './use-scene.ts';
import { useSelection, type Selection } from './use-selection.ts';
import { ZoneCard } from './zone-card.tsx';

/** The map: everybody on the ground, and the same in a list; now, or at any instant before. */
export function LiveMap() {
  const t = useTranslations('map');
  const asOf = useAsOf();
  const view = usePastScene(asOf.instant);
  const scene = useScene(view);
  const { entries, trackers, zones, headcounts, past } = scene;
  const looks = useMemo(() => looksOf(trackers), [trackers]);
  const map = useMapView();
  const selection = useSelection(entries);
  const followed = useFollowed(entries);
  const selected = entries.find(({ key }) => key === selection.key) ?? null;
  const lookedAt = [selected, ...followed.entries].flatMap((entry) => entry?.tracker?.id ?? []);
  const floors = useFloors(map.view, { zones, selectedZoneId: selection.zoneId });
  const onFloor = usePositionsOnFloor(scene.positions, { floor: floors.chosen, kept: lookedAt });
  const isPart = useFollowedView(map.view, { trackers: scene.liveTrackers, lookedAt });
  const inView = useInView(map.view, onFloor.positions);
  const zone = zones.find(({ id }) => id === selection.zoneId) ?? null;

  return (
    <PastProvider past={past}>
      <div className="flex h-full flex-col">
        <h1 className="sr-only">{t('title')}</h1>
        {view && <PastBanner asOf={asOf} view={view} />}
        <div className="relative grid min-h-0 flex-1 grid-cols-1 grid-rows-[minmax(0,11fr)_minmax(0,9fr)] md:grid-cols-[20rem_minmax(0,1fr)] md:grid-rows-1 xl:grid-cols-[22rem_minmax(0,1fr)]">
          <aside
            aria-label={t('list')}
            className={classNames(
              'min-h-0 border-line bg-surface max-md:row-start-2 max-md:border-t md:border-r',
              (selected ?? zone ?? selection.stack) && 'max-md:hidden',
            )}
          >
            <EntryList
              entries={entries}
              sources={scene.sources}
              selection={selection}
              followed={followed}
              inView={inView}
              isPart={isPart && !view}
            />
          </aside>
          <section className="relative min-h-0 has-data-crosshair:[&_canvas]:cursor-crosshair! max-md:row-start-1">
            <MapPane
              map={map}
              scene={scene}
              floors={floors}
              onFloor={onFloor}
              lookedAt={lookedAt}
              looks={looks}
              selected={selected}
              selection={selection}
              followed={followed}
              asOf={asOf}
              settled={view === null || view.state === 'shown'}
            />
          </section>
          <Cards selected={selected} zone={zone} headcounts={headcounts} selection={selection} />
        </div>
      </div>
    </PastProvider>
  );
}

/** What is selected, or who is to be chosen from. */
function Cards({
  selected,
  zone,
  headcounts,
  selection,
}: {
  readonly selected: Entry | null;
  readonly zone: ZoneRow | null;
  readonly headcounts: Headcounts | null;
  readonly selection: Selection;
}) {
  if (selection.stack) return <StackCard entries={selection.stack} selection={selection} />;
  if (selected) return <EntryCard key={selected.key} entry={selected} selection={selection} />;
  if (!zone) return null;
  return <ZoneCard key={zone.id} zone={zone} count={headcounts?.zones.get(zone.id) ?? null} selection={selection} />;
}
