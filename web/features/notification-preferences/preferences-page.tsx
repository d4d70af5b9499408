'use client';

import { useTranslations } from 'next-intl';
import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import { StaleNote } from '../../live/stale-note.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { DevicePanel } from './devices/device-panel.tsx';
import { PREFERENCES } from './documents.graphql.ts';
import { OwnEmail } from './own-email.tsx';
import { PreferenceForm } from './preference-form.tsx';

/** What of all that rules tell arrives at the signed-in user, and how. */
export function PreferencesPage() {
  const t = useTranslations('notificationPreferences');
  const { data, staleSince, failed, reload } = useLastingQuery({ query: PREFERENCES });
  const preferences = data?.notificationPreferences;
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-3xl flex-col gap-4 p-4 md:px-6 md:py-5">
        <div className="flex flex-wrap items-baseline justify-between gap-2">
          <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
          <StaleNote since={staleSince} />
        </div>
        <p className="text-sm text-pretty text-muted">{t('lead')}</p>
        {preferences && <OwnEmail email={preferences.email} onSaved={reload} />}
        {preferences && <DevicePanel />}
        {preferences && <PreferenceForm preferences={preferences} />}
        {!data && !failed && <SkeletonRows rows={6} label={t('loading')} />}
        {failed && (
          <EmptyState icon="warning" title={t('failed')} action={<Button onClick={reload}>{t('retry')}</Button>} />
        )}
        {data && !preferences && !failed && <EmptyState icon="bell" title={t('noUser')} />}
      </div>
    </div>
  );
}
