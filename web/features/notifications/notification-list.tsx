'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMutation } from 'urql';
import { StaleNote } from '../../live/stale-note.tsx';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { MARK_READ } from './documents.graphql.ts';
import { NotificationRow } from './notification-row.tsx';
import type { Told } from './use-notifications.ts';

/** What the signed-in user was told, newest first. */
export function NotificationList({ answer }: { readonly answer: Told }) {
  const t = useTranslations('notifications');
  const { data, staleSince, failed, reload } = answer;
  const [{ fetching }, mark] = useMutation(MARK_READ);
  const page = data?.notifications;

  async function read(notificationIds: string[] | null) {
    await mark({ input: { notificationIds } });
    reload();
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold">{t('title')}</h2>
        <StaleNote since={staleSince} />
        {!!page?.unreadCount && (
          <Button disabled={fetching} onClick={() => void read(null)}>
            {t('readAll')}
          </Button>
        )}
      </div>
      {failed && (
        <p role="alert" className="flex items-center justify-between gap-3 text-sm text-danger">
          {t('failed')}
          <Button onClick={reload}>{t('retry')}</Button>
        </p>
      )}
      {!page && !failed && <SkeletonRows rows={3} label={t('loading')} />}
      {page?.nodes.length === 0 && <p className="text-sm text-muted">{t('none')}</p>}
      <ol aria-label={t('title')} className="divide-y divide-line/70">
        {page?.nodes.map((told) => (
          <NotificationRow key={told.id} told={told} onRead={() => void read([told.id])} onChanged={reload} />
        ))}
      </ol>
      <WaysOn told={answer} />
      <Link
        prefetch={false}
        href="/notifications/preferences"
        className="self-start text-sm font-medium text-accent underline-offset-4 hover:underline"
      >
        {t('preferences')}
      </Link>
    </div>
  );
}

function WaysOn({ told: { showOlder, showNewest } }: { readonly told: Told }) {
  const t = useTranslations('notifications');
  if (!showOlder && !showNewest) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {showNewest && <Button onClick={showNewest}>{t('newest')}</Button>}
      {showOlder && <Button onClick={showOlder}>{t('older')}</Button>}
    </div>
  );
}
