'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useMay } from '../../live/viewer-provider.tsx';
import { SubNavigation } from '../../ui/sub-navigation.tsx';

/** A page about zones, places or kinds of zones, with the way to the others. */
export function ZonesFrame({
  title,
  action,
  children,
}: {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-6xl flex-col gap-4 py-3 md:px-6 md:py-5">
        <ZonesNavigation />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 md:px-0">
          <h1 className="me-auto text-xl font-semibold tracking-tight">{title}</h1>
          {action}
        </div>
        {children}
      </div>
    </div>
  );
}

/** The pages about what a site is divided into, as far as the viewer may see them. */
export function ZonesNavigation() {
  const t = useTranslations('zonePages');
  const maySeePlaces = useMay('places:read');
  const items = [
    { path: '/zones', name: t('title') },
    ...(maySeePlaces ? [{ path: '/zones/places', name: t('places.title') }] : []),
    { path: '/zones/kinds', name: t('kinds.title') },
  ];
  return <SubNavigation label={t('title')} items={items} />;
}
