'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import { useLiveBoard } from '../../live/headcount/use-live-board.ts';
import { useLinkStatus, useNow } from '../../live/live-provider.tsx';
import { useMay, useViewing } from '../../live/viewer-provider.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Notice } from '../../ui/notice.tsx';
import { CompaniesPanel } from './companies-panel.tsx';
import { CONNECTIONS, SILENT } from './documents.graphql.ts';
import { MovementsPanel } from './movements-panel.tsx';
import { OpenMusters } from './open-musters.tsx';
import { PlacesPanel } from './places-panel.tsx';
import { SilentPanel } from './silent-panel.tsx';
import { ConnectionsTile, SilentTile, TotalTile } from './tiles.tsx';

// None of these is streamed.
const LOOK_AGAIN = { everyMs: 5_000 };

/**
 * What a safety officer wants to know at one glance. What the viewer may not see is left out.
 * @param first stands before all else but open musters.
 */
export function Overview({ first }: { readonly first: ReactNode }) {
  const t = useTranslations('overview');
  const { kind } = useLinkStatus();
  const maySeeMusters = useMay('muster:read');
  const interrupted = kind === 'reconnecting' || kind === 'offline';
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-[120rem] flex-col gap-4 p-4 md:px-6 md:py-5">
        <Heading />
        {maySeeMusters && <OpenMusters />}
        {first}
        {interrupted && <Notice tone="warning">{t('interrupted')}</Notice>}
        <div
          className={classNames(
            'grid grid-cols-[minmax(0,1fr)] items-start gap-3 transition-opacity md:gap-4 xl:grid-cols-2 2xl:grid-cols-[minmax(0,4fr)_minmax(0,3fr)_minmax(0,3fr)]',
            interrupted && 'opacity-60 saturate-50',
          )}
        >
          <Glance />
        </div>
      </div>
    </div>
  );
}

function Glance() {
  const may = {
    counts: useMay('headcount:read'),
    people: useMay('people:read'),
    units: useMay('units:read'),
    trackers: useMay('trackers:read'),
    visits: useMay('visits:read'),
  };
  const silent = useLastingQuery({ query: SILENT, pause: !may.people }, LOOK_AGAIN);
  return (
    <>
      <div className="grid grid-cols-2 gap-3 md:gap-4 xl:col-span-full xl:grid-cols-3 max-xl:[&>:last-child:nth-child(odd)]:col-span-2">
        {may.counts && <Total />}
        {may.trackers && <Connections />}
        {may.people && <SilentTile silent={silent} />}
      </div>
      {may.counts && (
        <div className="xl:row-span-2 2xl:row-span-1">
          <Places />
        </div>
      )}
      {may.people && (
        <div className="flex min-w-0 flex-col gap-3 md:gap-4">
          <SilentPanel silent={silent} />
          {may.counts && may.units && <CompaniesPanel />}
        </div>
      )}
      {may.visits && <MovementsPanel />}
    </>
  );
}

function Heading() {
  const t = useTranslations('overview');
  const format = useFormatter();
  const now = useNow();
  const { tenant } = useViewing().viewer;
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
      <p suppressHydrationWarning title={tenant.timeZone} className="text-sm text-muted tabular-nums">
        {format.dateTime(now, { dateStyle: 'full', timeStyle: 'medium' })}
      </p>
    </div>
  );
}

function Total() {
  return <TotalTile state={useLiveBoard()} />;
}

function Connections() {
  return <ConnectionsTile connections={useLastingQuery({ query: CONNECTIONS }, LOOK_AGAIN)} />;
}

function Places() {
  return <PlacesPanel state={useLiveBoard()} />;
}
