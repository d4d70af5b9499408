'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useHeadcounts } from '../../live/headcount/use-headcounts.ts';
import { useZones } from '../../live/headcount/use-zones.ts';
import { usePositionFeed } from '../../live/use-position.ts';
import { usePeople, useTrackers } from '../../live/use-trackers.ts';
import { classNames } from '../../ui/class-names.ts';
import { entriesOf, looksOf } from './entries.ts';
import { EntryCard } from './entry-card.tsx';
import { EntryList } from './entry-list.tsx';
import { MapPane } from './map-pane.tsx';
import { useSelection } from './use-selection.ts';
import { ZoneCard } from './zone-card.tsx';

/** The live map: everybody on the ground, and the same in a list. */
export function LiveMap() {
  const t = useTranslations('map');
  usePositionFeed();
  const people = usePeople();
  const trackers = useTrackers();
  const entries = useMemo(() => entriesOf(people.nodes, trackers.nodes), [people.nodes, trackers.nodes]);
  const looks = useMemo(() => looksOf(trackers.nodes), [trackers.nodes]);
  const selection = useSelection(entries);
  const selected = entries.find(({ key }) => key === selection.key) ?? null;
  const headcounts = useHeadcounts();
  const zones = useZones(headcounts);
  const zone = zones.nodes.find(({ id }) => id === selection.zoneId) ?? null;

  return (
    <div className="relative grid h-full grid-cols-1 grid-rows-[minmax(0,11fr)_minmax(0,9fr)] md:grid-cols-[20rem_minmax(0,1fr)] md:grid-rows-1 xl:grid-cols-[22rem_minmax(0,1fr)]">
      <h1 className="sr-only">{t('title')}</h1>
      <aside
        aria-label={t('list')}
        className={classNames(
          'min-h-0 border-line bg-surface max-md:row-start-2 max-md:border-t md:border-r',
          (selected ?? zone) && 'max-md:hidden',
        )}
      >
        <EntryList entries={entries} sources={[people, trackers]} selection={selection} />
      </aside>
      <section className="relative min-h-0 max-md:row-start-1">
        <MapPane looks={looks} zones={zones.nodes} headcounts={headcounts} selected={selected} selection={selection} />
      </section>
      {selected && <EntryCard key={selected.key} entry={selected} selection={selection} />}
      {zone && (
        <ZoneCard key={zone.id} zone={zone} count={headcounts?.zones.get(zone.id) ?? null} selection={selection} />
      )}
    </div>
  );
}
