'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { FeedRowFragment } from '../../../__generated__/graphql.ts';
import { useLastingQuery } from '../../../graphql/use-lasting-query.ts';
import { useMayEverywhere } from '../../../live/viewer-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { SureDialog } from '../../../ui/sure-dialog.tsx';
import { PartState } from '../part-state.tsx';
import { DELETE_FEED, FEEDS } from './documents.graphql.ts';
import { FeedCard } from './feed-card.tsx';
import { FeedDialog } from './feed-dialog.tsx';

const EVERY_MS = 5_000;

/** Somewhere else that is asked for positions again and again, and how that goes. */
export function FeedList() {
  const t = useTranslations('devices.feeds');
  const mayWrite = useMayEverywhere('feeds:write');
  const answer = useLastingQuery({ query: FEEDS, requestPolicy: 'cache-and-network' }, { everyMs: EVERY_MS });
  const [edited, setEdited] = useState<FeedRowFragment | 'new' | null>(null);
  const [deleted, setDeleted] = useState<FeedRowFragment | null>(null);
  const feeds = answer.data?.positionFeeds.nodes;
  const done = () => {
    setEdited(null);
    setDeleted(null);
    answer.reload();
  };
  const add = mayWrite && (
    <Button look="primary" onClick={() => setEdited('new')}>
      <Icon name="plus" size={16} />
      {t('add')}
    </Button>
  );
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-3xl min-w-0 flex-1 basis-72 text-sm text-muted">{t('lead')}</p>
        {feeds && feeds.length > 0 && add}
      </div>
      <PartState answer={answer} />
      {feeds?.length === 0 && (
        <EmptyState icon="layers" title={t('none')} action={add}>
          {t('noneText')}
        </EmptyState>
      )}
      {feeds && feeds.length > 0 && (
        <ul aria-label={t('title')} className="grid gap-4 lg:grid-cols-2">
          {feeds.map((feed) => (
            <FeedCard
              key={feed.id}
              feed={feed}
              onEdit={mayWrite ? () => setEdited(feed) : null}
              onDelete={mayWrite ? () => setDeleted(feed) : null}
            />
          ))}
        </ul>
      )}
      {edited && <FeedDialog feed={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onDone={done} />}
      {deleted && <DeleteFeed feed={deleted} onClose={() => setDeleted(null)} onDone={done} />}
    </>
  );
}

function DeleteFeed({
  feed,
  onClose,
  onDone,
}: {
  readonly feed: FeedRowFragment;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useTranslations('devices.feeds');
  const [, remove] = useMutation(DELETE_FEED);
  const removeIt = async () => {
    const payload = (await remove({ input: { feedId: feed.id } })).data?.deletePositionFeed;
    if (!payload?.feedId) return payload?.userErrors;
    onDone();
    return null;
  };
  return (
    <SureDialog
      title={t('deleteNamed', { name: feed.name })}
      text={t('deleteWarning')}
      confirm={t('delete')}
      act={removeIt}
      onClose={onClose}
    />
  );
}
