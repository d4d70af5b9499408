'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { ToldNotificationFragment } from '../../__generated__/graphql.ts';
import { AgeText } from '../../live/age-text.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useRefusal } from '../../ui/use-refusal.ts';
import { ACKNOWLEDGE } from './documents.graphql.ts';

/** One thing the user was told, whether it still stands, and who sees to it. */
export function NotificationRow({
  told,
  onRead,
  onChanged,
}: {
  readonly told: ToldNotificationFragment;
  readonly onRead: () => void;
  readonly onChanged: () => void;
}) {
  const t = useTranslations('notifications');
  const { text, status, readAt, acknowledgedAt } = told;
  return (
    <li className="flex flex-col gap-1 py-2.5 text-sm">
      <p
        className={classNames(
          readAt === null ? 'font-semibold' : 'text-muted',
          status === 'RETRACTED' && 'line-through decoration-line-strong',
        )}
      >
        {readAt === null && <span className="sr-only">{t('isUnread')} </span>}
        {text}
      </p>
      <Facts told={told} />
      <div className="flex flex-wrap items-center gap-2">
        <WayTo told={told} />
        {readAt === null && <Button onClick={onRead}>{t('read')}</Button>}
        {acknowledgedAt === null && status !== 'RETRACTED' && <Acknowledge id={told.id} onDone={onChanged} />}
      </div>
    </li>
  );
}

/** Whom it is about, when it happened, and who sees to it. */
function Facts({
  told: { person, asset, at, acknowledgedAt, acknowledgedBy },
}: {
  readonly told: ToldNotificationFragment;
}) {
  const t = useTranslations('notifications');
  const about = person?.name ?? asset?.name;
  return (
    <p className="flex flex-wrap gap-x-2 text-muted">
      {about && <span>{about} ·</span>}
      <AgeText instant={Date.parse(at)} />
      {acknowledgedAt !== null && (
        <span>· {acknowledgedBy ? t('seenToBy', { name: acknowledgedBy.name }) : t('seenTo')}</span>
      )}
    </p>
  );
}

/** Where it can be looked at: the muster, or the zone. */
function WayTo({ told: { musterId, geofence } }: { readonly told: ToldNotificationFragment }) {
  const t = useTranslations('notifications');
  const href = musterId ? `/musters/${musterId}` : geofence ? `/zones/${geofence.id}` : null;
  if (href === null) return null;
  return (
    <Link prefetch={false} href={href} className="rounded-sm font-medium text-accent underline underline-offset-4">
      {musterId ? t('muster') : (geofence?.name ?? '')}
    </Link>
  );
}

function Acknowledge({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const t = useTranslations('notifications');
  const tell = useRefusal();
  const [{ fetching }, acknowledge] = useMutation(ACKNOWLEDGE);
  const [problem, setProblem] = useState<string | null>(null);

  async function seeTo() {
    const { data } = await acknowledge({ input: { notificationId: id } });
    const done = Boolean(data?.acknowledgeNotification.notification);
    setProblem(done ? null : (tell(data?.acknowledgeNotification.userErrors[0]) ?? t('notSeenTo')));
    if (done) onDone();
  }

  return (
    <>
      <Button disabled={fetching} onClick={() => void seeTo()}>
        {t('seeTo')}
      </Button>
      {problem && (
        <span role="alert" className="text-danger">
          {problem}
        </span>
      )}
    </>
  );
}
