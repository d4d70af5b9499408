'use client';

import { useTranslations } from 'next-intl';

const MINUTE_MS = 60_000;

/** How long something lasted, in hours and minutes; less than a minute in seconds. */
export function DurationText({ milliseconds }: { readonly milliseconds: number }) {
  const t = useTranslations('records.duration');
  const all = Math.floor(milliseconds / MINUTE_MS);
  const [hours, minutes] = [Math.floor(all / 60), all % 60];
  const text = hours
    ? t('hours', { hours, minutes })
    : all
      ? t('minutes', { minutes })
      : t('seconds', { seconds: Math.floor(milliseconds / 1_000) });
  return <span className="whitespace-nowrap tabular-nums">{text}</span>;
}
