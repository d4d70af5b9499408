'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useId, useRef } from 'react';
import { useMay } from '../../live/viewer-provider.tsx';
import { Icon } from '../../ui/icon.tsx';
import { NotificationList } from './notification-list.tsx';
import { useNotifications } from './use-notifications.ts';

/** How much the signed-in user was told and has not read, and the way to it. */
export function NotificationBell() {
  return useMay('notifications:read') ? <Bell /> : null;
}

function Bell() {
  const t = useTranslations('notifications');
  const format = useFormatter();
  const id = useId();
  const list = useRef<HTMLElement>(null);
  const answer = useNotifications();
  const unread = answer.data?.notifications.unreadCount ?? 0;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={t('open', { unread })}
        title={t('open', { unread })}
        className="relative inline-flex size-10 shrink-0 items-center justify-center rounded-lg text-muted hover:bg-sunken hover:text-text"
      >
        <Icon name="bell" />
        {unread > 0 && (
          <span
            aria-hidden
            className="absolute top-0.5 inset-e-0 min-w-4.5 rounded-full bg-accent px-1 text-center text-[0.6875rem] leading-[1.125rem] font-semibold text-accent-text tabular-nums"
          >
            {unread > MOST ? t('many', { most: MOST }) : format.number(unread)}
          </span>
        )}
      </button>
      <span role="status" className="sr-only">
        {unread > 0 && t('unread', { unread })}
      </span>
      <section
        ref={list}
        id={id}
        popover="auto"
        onClick={({ target }) => {
          // The way to the muster or zone leads out of here.
          if (target instanceof Element && target.closest('a')) list.current?.hidePopover();
        }}
        aria-label={t('title')}
        className="fixed inset-auto m-0 max-h-[min(40rem,calc(100dvh-8rem))] w-[min(26rem,calc(100vw-1.5rem))] overflow-y-auto overscroll-contain rounded-xl border border-line bg-raised p-4 text-text shadow-panel max-md:top-14 max-md:inset-e-3 max-md:mt-1 md:bottom-16 md:inset-s-3"
      >
        <NotificationList answer={answer} />
      </section>
    </>
  );
}

const MOST = 99;
