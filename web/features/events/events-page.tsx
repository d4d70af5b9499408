'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useAddress } from '../../lists/use-address.ts';
import { BehindNotice } from '../../live/behind-notice.tsx';
import { useLinkStatus } from '../../live/live-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EventFilters } from './event-filters.tsx';
import { countSet, filterIn } from './event-filter.ts';
import { eventsOf, sourcesBehind } from './event-list.ts';
import { EventRows } from './event-rows.tsx';
import { useEventFeed, type EventFeed } from './use-event-feed.ts';
import { useToldSince } from './use-told-since.ts';

/** What happened in zones and what became of limits, as it becomes known; the address says what of it is shown. */
export function EventsPage() {
  const t = useTranslations('events');
  const address = useAddress();
  const filter = useMemo(() => filterIn(address.parameters), [address.parameters]);
  const feed = useEventFeed(filter);
  const link = useLinkStatus();
  const interrupted = link.kind === 'reconnecting' || link.kind === 'offline';
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-5xl flex-col gap-4 p-4 md:px-6 md:py-5">
        <div className="flex flex-wrap items-center gap-2">
          <h1 className="me-auto text-xl font-semibold tracking-tight">{t('title')}</h1>
          <EventFilters address={address} filter={filter} />
        </div>
        {interrupted && <Notice tone="warning">{t('interrupted')}</Notice>}
        {filter.to === null ? <BehindNotice /> : <Notice tone="info">{t('pastOnly')}</Notice>}
        <Feed feed={feed} filtered={countSet(filter) > 0} />
      </div>
    </div>
  );
}

function Feed({ feed, filtered }: { readonly feed: EventFeed; readonly filtered: boolean }) {
  const t = useTranslations('events');
  const { list, state } = feed;
  const told = useToldSince();
  const events = useMemo(() => eventsOf(list), [list]);
  if (state === 'loading') return <SkeletonRows rows={8} label={t('loading')} />;
  if (state === 'failed') {
    return (
      <EmptyState icon="warning" title={t('failed')} action={<Button onClick={feed.reload}>{t('retry')}</Button>} />
    );
  }
  return (
    <>
      <Waiting count={list.waiting.size} onShow={feed.showWaiting} />
      {events.length === 0 && (
        <EmptyState icon="events" title={t(filtered ? 'noMatch' : 'none')}>
          {t(filtered ? 'noMatchText' : 'noneText')}
        </EmptyState>
      )}
      <EventRows events={events} told={told} />
      {sourcesBehind(list).length > 0 && (
        <Button disabled={feed.reading} onClick={feed.readOlder}>
          {t(feed.reading ? 'readingOlder' : 'older')}
        </Button>
      )}
      {events.length > 0 && !sourcesBehind(list).length && (
        <p className="py-2 text-center text-sm text-muted">{t('end')}</p>
      )}
    </>
  );
}

/** How much came since. It takes its place above the list only when somebody asks for it. */
function Waiting({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  const t = useTranslations('events');
  return (
    <div role="status" className="sticky top-2 z-10 flex justify-center empty:hidden">
      {count > 0 && (
        <Button look="primary" onClick={onShow} className="rounded-full shadow-panel">
          {t('waiting', { count })}
        </Button>
      )}
    </div>
  );
}
