'use client';

import { useTranslations } from 'next-intl';
import { useMemo, type ReactNode } from 'react';
import type { SavedViewList } from '../__generated__/graphql.ts';
import { useLinkStatus } from '../live/live-provider.tsx';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import type { IconName } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useRowWindow, type RowWindow } from '../ui/windowed/use-row-window.ts';
import { FilterPanel } from './filter-panel.tsx';
import { KindTabs } from './kind-tabs.tsx';
import { ListEnd } from './list-end.tsx';
import type { ListPage } from './use-list-page.ts';
import type { Listing } from './use-listing.ts';
import { ViewsMenu } from './views/views-menu.tsx';

/** What a list says that only it can say. */
export interface ListingTexts {
  readonly title: string;
  readonly search: string;
  /** How many there are, in words. */
  readonly count: (total: number) => string;
  readonly emptyTitle: string;
  readonly emptyText: string;
}

// Of one row in CSS pixels, until rows were drawn.
const ROW_PX = 64;

/** A page that is one list the server answers: search, filters, rows in whatever state they are, and how to go on. */
export function ListingPage({
  texts,
  icon,
  viewsOf,
  list: { address, listing, search, filtering, clear },
  filters,
  action,
  children,
}: {
  readonly texts: ListingTexts;
  readonly icon: IconName;
  /** The list as saved views name it. */
  readonly viewsOf: SavedViewList;
  readonly list: ListPage<unknown, { readonly id: string }>;
  readonly filters: ReactNode;
  readonly action?: ReactNode;
  /** Draws the rows. */
  readonly children: (rows: RowWindow) => ReactNode;
}) {
  const t = useTranslations('lists');
  const { total, nodes } = listing;
  const keys = useMemo(() => nodes.map(({ id }) => id), [nodes]);
  const rows = useRowWindow({ keys, target: '[data-row]', estimate: ROW_PX });
  return (
    <div className="mx-auto flex h-full max-w-7xl flex-col gap-3 py-3 md:px-6 md:py-5">
      <div className="relative flex flex-wrap items-center gap-x-4 gap-y-2 px-4 md:px-0">
        <h1 className="sr-only">{texts.title}</h1>
        <KindTabs />
        <p role="status" className="me-auto text-sm text-muted tabular-nums">
          {total === null ? '' : texts.count(total)}
        </p>
        <ViewsMenu list={viewsOf} address={address} />
        {action}
      </div>
      <div className="flex flex-wrap items-start gap-2 px-4 md:px-0">
        <div className="min-w-0 flex-1 basis-64">
          <SearchField
            label={texts.search}
            placeholder={texts.search}
            value={search.text}
            onChange={search.set}
            onArrowDown={() => rows.focusRow(0)}
          />
        </div>
        <FilterPanel filtering={filtering} onClear={clear}>
          {filters}
        </FilterPanel>
      </div>
      <ListingNotices listing={listing} />
      <div
        ref={rows.scroller}
        onKeyDown={rows.onKeyDown}
        onFocus={rows.onFocus}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain border-line max-md:border-t md:rounded-2xl md:border md:bg-surface"
      >
        {listing.loading && <SkeletonRows rows={10} label={t('loading')} />}
        {listing.failed && total === null && (
          <EmptyState
            icon="warning"
            title={t('failed')}
            action={<Button onClick={listing.reload}>{t('retry')}</Button>}
          />
        )}
        {total === 0 && !filtering && (
          <EmptyState icon={icon} title={texts.emptyTitle} action={action}>
            {texts.emptyText}
          </EmptyState>
        )}
        {total === 0 && filtering > 0 && !listing.outdated && (
          <EmptyState icon="search" title={t('noMatch')} action={<Button onClick={clear}>{t('clear')}</Button>}>
            {t('noMatchText')}
          </EmptyState>
        )}
        {nodes.length > 0 && (
          <div
            aria-busy={listing.outdated}
            className={classNames('transition-opacity', listing.outdated && 'opacity-60')}
          >
            {children(rows)}
            <ListEnd listing={listing} />
          </div>
        )}
      </div>
    </div>
  );
}

/** Says when what is shown may no longer be so. */
function ListingNotices({ listing }: { readonly listing: Listing<unknown, unknown> }) {
  const t = useTranslations('lists');
  const link = useLinkStatus();
  const interrupted = link.kind === 'reconnecting' || link.kind === 'offline';
  if (listing.total === null || !(interrupted || listing.failed)) return null;
  return (
    <div className="px-4 md:px-0">
      <Notice tone="warning">
        <span className="flex flex-wrap items-center justify-between gap-2">
          {interrupted ? t(link.kind === 'offline' ? 'offline' : 'interrupted') : t('outdated')}
          {!interrupted && <Button onClick={listing.reload}>{t('retry')}</Button>}
        </span>
      </Notice>
    </div>
  );
}
