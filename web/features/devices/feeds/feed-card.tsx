'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { FeedRowFragment } from '../../../__generated__/graphql.ts';
import { AgeText } from '../../../live/age-text.tsx';
import { Fact, Facts } from '../../../records/section.tsx';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';

const FIGURES = ['stored', 'duplicates', 'heard', 'quarantined', 'rejected'] as const;

/** One feed: whether it answers, what it told, and what became of that. */
export function FeedCard({
  feed,
  onEdit,
  onDelete,
}: {
  readonly feed: FeedRowFragment;
  /** Null where the viewer may not. */
  readonly onEdit: (() => void) | null;
  readonly onDelete: (() => void) | null;
}) {
  const t = useTranslations('devices.feeds');
  const format = useFormatter();
  const state = stateOf(feed);
  return (
    <li className="flex min-w-0 flex-col gap-3 rounded-2xl border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 font-semibold break-words">{feed.name}</h2>
        <span className={classNames('flex items-center gap-1.5 text-sm', COLOURS[state])}>
          <Icon name={ICONS[state]} size={16} />
          {t(`states.${state}`)}
        </span>
      </div>
      <p className="text-sm break-all text-muted">
        {t(`kinds.${feed.kind}`)}
        {feed.url && ` · ${feed.url}`}
      </p>
      {feed.lastError && (
        <Notice tone="warning">
          {t('failures', { count: feed.failures })} {feed.lastError}
        </Notice>
      )}
      <Facts>
        <Fact name={t('every')}>{t('seconds', { count: feed.intervalSeconds })}</Fact>
        <Fact name={t('lastSuccess')}>
          {feed.lastSuccessAt ? <AgeText instant={Date.parse(feed.lastSuccessAt)} /> : t('never')}
        </Fact>
        {feed.identifierPrefix && (
          <Fact name={t('prefix')}>
            <code>{feed.identifierPrefix}</code>
          </Fact>
        )}
        {feed.headerNames.length > 0 && <Fact name={t('headers')}>{feed.headerNames.join(', ')}</Fact>}
        <Fact name={t('received')}>{format.number(feed.received)}</Fact>
        {FIGURES.map((name) => (
          <Fact key={name} name={t(`figures.${name}`)}>
            {format.number(feed[name])}
          </Fact>
        ))}
      </Facts>
      {onEdit && onDelete && (
        <div className="mt-auto flex justify-end gap-2">
          <Button aria-label={t('deleteNamed', { name: feed.name })} onClick={onDelete}>
            {t('delete')}
          </Button>
          <Button aria-label={t('editNamed', { name: feed.name })} onClick={onEdit}>
            {t('edit')}
          </Button>
        </div>
      )}
    </li>
  );
}

type FeedState = 'off' | 'waiting' | 'works' | 'fails';

const ICONS = { off: 'pause', waiting: 'clock', works: 'check', fails: 'warning' } as const;
const COLOURS = { off: 'text-muted', waiting: 'text-muted', works: 'text-connected', fails: 'text-idle' } as const;

function stateOf({ enabled, lastError, lastSuccessAt }: FeedRowFragment): FeedState {
  if (!enabled) return 'off';
  if (lastError) return 'fails';
  return lastSuccessAt ? 'works' : 'waiting';
}
