'use client';

import { useTranslations } from 'next-intl';

/** What a safety officer wants to know at one glance. */
export function Overview() {
  const t = useTranslations('overview');
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-[140rem] flex-col gap-4 p-4 md:px-6 md:py-5">
        <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
      </div>
    </div>
  );
}
