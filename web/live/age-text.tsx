'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { ageOf } from './age.ts';
import { useNow } from './live-provider.tsx';

/** How long ago an instant was, kept current; the instant itself on hover. */
export function AgeText({ instant }: { readonly instant: number }) {
  const format = useFormatter();
  const t = useTranslations('age');
  const now = useNow();
  const { value, unit } = ageOf(instant, now);
  const isNow = unit === 'second' && value < 2;
  return (
    <time
      dateTime={new Date(instant).toISOString()}
      title={format.dateTime(instant, { dateStyle: 'medium', timeStyle: 'medium' })}
      className="whitespace-nowrap tabular-nums"
    >
      {isNow ? t('now') : t('ago', { age: format.number(value, { style: 'unit', unit, unitDisplay: 'short' }) })}
    </time>
  );
}
