'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { QuarantineQuery, QuarantineReason } from '../../../__generated__/graphql.ts';
import { chosenOf } from '../../../lists/address.ts';
import { Choices } from '../../../lists/choices.tsx';
import { ListEnd } from '../../../lists/list-end.tsx';
import { useAddress, type Address } from '../../../lists/use-address.ts';
import { useListing, type Listing } from '../../../lists/use-listing.ts';
import { useSearchText } from '../../../lists/use-search-text.ts';
import { useMay } from '../../../live/viewer-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { QUARANTINE } from './documents.graphql.ts';
import { quarantineQuery, REASONS } from './quarantine-address.ts';
import { QuarantineActions } from './quarantine-actions.tsx';
import { QuarantineRow } from './quarantine-row.tsx';
import { ReplayProgress } from './replay-progress.tsx';

const NO_FILTER = { q: null, reason: null, identifier: null, tracker: null };

/** What was received and kept but not accepted: why, what it was, and what can be done about it. */
export function QuarantineList() {
  const t = useTranslations('devices.quarantine');
  const address = useAddress();
  const mayWrite = useMay('quarantine:write');
  const [version, setVersion] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const query = quarantineQuery(address.parameters);
  const listing = useListing({ query: QUARANTINE, variables: query, select: fixesOf, version });
  const counts = new Map(listing.data?.quarantineCounts.byReason.map(({ reason, count }) => [reason, count]));
  const changed = () => {
    setChosen(new Set());
    setVersion((before) => before + 1);
  };
  const filtering = Object.keys(NO_FILTER).some((name) => address.parameters.get(name));
  const shownChosen = listing.nodes.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const isChosen = shownChosen.length > 0;
  return (
    <>
      <ReplayProgress version={version} onMoved={() => setVersion((before) => before + 1)} />
      <div className="flex flex-col gap-3">
        <Filters address={address} counts={counts} />
        <div className="flex flex-wrap items-center gap-2">
          <p role="status" className="me-auto text-sm text-muted tabular-nums">
            {listing.total === null ? '' : t('count', { count: listing.total })}
          </p>
          {mayWrite && Boolean(listing.total) && (
            <QuarantineActions
              filter={isChosen ? { ids: shownChosen } : query.filter}
              count={isChosen ? shownChosen.length : (listing.total ?? 0)}
              isChosen={isChosen}
              onChanged={changed}
            />
          )}
        </div>
      </div>
      <ListState listing={listing} filtering={filtering} onClear={() => address.change(NO_FILTER)} />
      {listing.nodes.length > 0 && (
        <div className="overflow-hidden rounded-2xl border border-line bg-surface">
          <ul aria-label={t('title')} className="divide-y divide-line">
            {listing.nodes.map((fix) => (
              <QuarantineRow
                key={fix.id}
                fix={fix}
                isChosen={chosen.has(fix.id)}
                onChoose={mayWrite ? (on) => setChosen(changedSet(chosen, { id: fix.id, on })) : null}
                onChanged={changed}
              />
            ))}
          </ul>
          <ListEnd listing={listing} />
        </div>
      )}
    </>
  );
}

/** Text, identifier and reasons that are looked for, with how many there are for each reason. */
function Filters({
  address,
  counts,
}: {
  readonly address: Address;
  readonly counts: ReadonlyMap<QuarantineReason, number>;
}) {
  const t = useTranslations('devices.quarantine');
  const [text, setText] = useSearchText(address);
  const identifier = address.parameters.get('identifier');
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <SearchField label={t('search')} placeholder={t('search')} value={text} onChange={setText} />
        </div>
        {identifier && (
          <Button aria-label={t('anyIdentifier')} onClick={() => address.change({ identifier: null })}>
            <code className="max-w-40 truncate">{identifier}</code>
            <Icon name="close" size={16} />
          </Button>
        )}
      </div>
      <div className="flex flex-wrap gap-1">
        <Choices
          label={t('reason')}
          choices={REASONS.filter((value) => counts.has(value)).map((value) => ({
            value,
            name: t(`reasons.${value}`),
            count: counts.get(value),
          }))}
          chosen={chosenOf(address.parameters, 'reason', REASONS)}
          onChange={(reason) => address.change({ reason })}
        />
      </div>
    </>
  );
}

/** What stands in the place of rows while there are none. */
function ListState({
  listing,
  filtering,
  onClear,
}: {
  readonly listing: Listing<unknown, unknown>;
  readonly filtering: boolean;
  readonly onClear: () => void;
}) {
  const t = useTranslations('devices.quarantine');
  if (listing.loading) return <SkeletonRows rows={6} label={t('loading')} />;
  if (listing.failed && listing.total === null) {
    return (
      <EmptyState icon="warning" title={t('failed')} action={<Button onClick={listing.reload}>{t('retry')}</Button>} />
    );
  }
  if (listing.total !== 0) return null;
  if (filtering) {
    return <EmptyState icon="search" title={t('noMatch')} action={<Button onClick={onClear}>{t('clear')}</Button>} />;
  }
  return (
    <EmptyState icon="check" title={t('empty')}>
      {t('emptyText')}
    </EmptyState>
  );
}

function fixesOf(data: QuarantineQuery): QuarantineQuery['quarantinedFixes'] {
  return data.quarantinedFixes;
}

function changedSet(before: ReadonlySet<string>, { id, on }: { id: string; on: boolean }): ReadonlySet<string> {
  const after = new Set(before);
  if (on) after.add(id);
  else after.delete(id);
  return after;
}
