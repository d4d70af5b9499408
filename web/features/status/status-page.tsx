'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IntakePanel } from './intake-panel.tsx';
import { JobsPanel } from './jobs-panel.tsx';
import { ServicesPanel } from './services-panel.tsx';
import { StoragePanel } from './storage-panel.tsx';

/** Whether everything works, as far as the tenant is concerned. */
export function StatusPage() {
  const t = useTranslations('systemStatus');
  const mayAdminister = useMayEverywhere('settings:write');
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-4xl flex-col gap-4 p-4 md:px-6 md:py-5">
        <Link
          href="/settings"
          className="inline-flex items-center gap-1 self-start rounded-md text-sm text-muted hover:text-text"
        >
          <span className="rotate-180">
            <Icon name="chevron" size={14} />
          </span>
          {t('back')}
        </Link>
        <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
        {mayAdminister ? (
          <>
            <ServicesPanel />
            <JobsPanel />
            <div className="grid gap-4 md:grid-cols-2">
              <IntakePanel />
              <StoragePanel />
            </div>
          </>
        ) : (
          <EmptyState icon="settings" title={t('refused')} />
        )}
      </div>
    </div>
  );
}
