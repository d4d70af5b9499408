'use client';

import { useTranslations } from 'next-intl';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Tabs, type Tab } from '../../ui/tabs.tsx';
import { AuditList } from './audit-list.tsx';
import { DoorList } from './door-list.tsx';
import { PasswordForm } from './password-form.tsx';
import { SettingsForm } from './settings-form.tsx';

/** What can be set for the tenant and for oneself, and what was done. */
export function SettingsPage() {
  const t = useTranslations('settings');
  const status = useTranslations('systemStatus');
  const mayAdminister = useMayEverywhere('settings:write');
  const mayReadDoors = useMayEverywhere('doors:read');
  const mayReadAudit = useMayEverywhere('audit:read');
  const tabs: [Tab, ...Tab[]] = [
    { key: 'general', name: t('general'), content: <SettingsForm /> },
    ...(mayReadDoors ? [{ key: 'doors', name: t('doors.title'), content: <DoorList /> }] : []),
    ...(mayReadAudit ? [{ key: 'audit', name: t('audit.title'), content: <AuditList /> }] : []),
    { key: 'account', name: t('account'), content: <PasswordForm /> },
  ];
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-4xl flex-col gap-4 p-4 md:px-6 md:py-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
          {mayAdminister && <LinkButton href="/settings/status">{status('title')}</LinkButton>}
        </div>
        <Tabs label={t('title')} tabs={tabs} />
      </div>
    </div>
  );
}
