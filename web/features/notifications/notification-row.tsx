'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ToldNotificationFragment } from '../../__generated__/graphql.ts';
import { AgeText } from '../../live/age-text.tsx';
import { Acknowledge } from '../../live/told/acknowledge.tsx';
import { SeenToText } from '../../live/told/seen-to-text.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';

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
  const { text, status, readAt } = told;
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
        <Acknowledge told={told} onDone={onChanged} />
      </div>
    </li>
  );
}

/** Whom it is about, when it happened, and who sees to it. */
function Facts({ told }: { readonly told: ToldNotificationFragment }) {
  const { person, asset, at, acknowledgedAt } = told;
  const about = person?.name ?? asset?.name;
  return (
    <p className="flex flex-wrap gap-x-2 text-muted">
      {about && <span>{about} ·</span>}
      <AgeText instant={Date.parse(at)} />
      {acknowledgedAt !== null && (
        <span>
          · <SeenToText told={told} />
        </span>
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
