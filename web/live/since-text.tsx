'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useNow } from './live-provider.tsx';

/** Since when something is so: the time, with the day where that is another one than today. */
export function SinceText({ instant }: { readonly instant: number }) {
  const format = useFormatter();
  const t = useTranslations('age');
  const now = useNow();
  const day = (at: number) => format.dateTime(at, { dateStyle: 'short' });
  const time = format.dateTime(instant, { timeStyle: 'short' });
  return (
    <time
      dateTime={new Date(instant).toISOString()}
      title={format.dateTime(instant, { dateStyle: 'medium', timeStyle: 'medium' })}
      className="whitespace-nowrap tabular-nums"
    >
      {t('since', { time: day(instant) === day(now) ? time : `${day(instant)} ${time}` })}
    </time>
  );
}
