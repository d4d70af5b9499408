'use client';

import { useTranslations } from 'next-intl';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

/** Leads administrators to the guided start. */
export function StartLink() {
  const t = useTranslations('start');
  if (!useMayEverywhere('settings:write')) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-2xl border border-line bg-surface p-4">
      <p className="min-w-0 flex-1 basis-56 text-sm">
        <span className="block font-semibold">{t('title')}</span>
        <span className="text-muted">{t('inHelp')}</span>
      </p>
      <LinkButton href="/start">{t('card.open')}</LinkButton>
    </div>
  );
}
