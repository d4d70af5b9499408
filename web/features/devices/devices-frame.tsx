'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useLinkStatus } from '../../live/live-provider.tsx';
import { useViewing } from '../../live/viewer-provider.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SubNavigation } from '../../ui/sub-navigation.tsx';
import { deviceSectionsFor } from './sections.ts';

/** What stands around every page about devices: its name, the others, and whether what is shown is current. */
export function DevicesFrame({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('devices');
  const { permissions } = useViewing().viewer;
  const link = useLinkStatus();
  const interrupted = link.kind === 'reconnecting' || link.kind === 'offline';
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-6xl flex-col gap-4 p-4 md:px-6 md:py-5">
        <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
        <SubNavigation
          label={t('title')}
          items={deviceSectionsFor(permissions).map(({ name, path }) => ({ path, name: t(`sections.${name}`) }))}
        />
        {interrupted && <Notice tone="warning">{t(link.kind === 'offline' ? 'offline' : 'interrupted')}</Notice>}
        {children}
      </div>
    </div>
  );
}
