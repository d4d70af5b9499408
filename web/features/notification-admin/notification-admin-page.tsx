'use client';

import { useTranslations } from 'next-intl';
import { textIn } from '../../lists/address.ts';
import { useAddress } from '../../lists/use-address.ts';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { DeliveriesTab } from './deliveries-tab.tsx';
import { EndpointsTab } from './endpoints-tab.tsx';
import { RulesTab } from './rules-tab.tsx';

/** Who is told of what and how, and what became of it; `view` of the address says which of these comes first. */
export function NotificationAdminPage() {
  const t = useTranslations('notificationAdmin');
  const may = useMayEverywhere('notifications:read');
  const { parameters } = useAddress();
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-4xl flex-col gap-4 p-4 md:px-6 md:py-5">
        <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
        {may ? (
          <Tabs
            label={t('views.label')}
            first={textIn(parameters, 'view')}
            tabs={[
              { key: 'rules', name: t('views.rules'), content: <RulesTab /> },
              { key: 'endpoints', name: t('views.endpoints'), content: <EndpointsTab /> },
              { key: 'deliveries', name: t('views.deliveries'), content: <DeliveriesTab /> },
            ]}
          />
        ) : (
          <EmptyState icon="bell" title={t('refused')} />
        )}
      </div>
    </div>
  );
}
