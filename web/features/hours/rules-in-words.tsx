'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { PersonWeekQuery } from '../../__generated__/graphql.ts';

/** By what rules the hours of a week came about. */
export function RulesInWords({ rules }: { readonly rules: NonNullable<PersonWeekQuery['attendanceRules']> }) {
  const t = useTranslations('hours.rules');
  const format = useFormatter();
  const time = (seconds: number) => {
    const hours = seconds >= 2 * 3600;
    return format.number(seconds / (hours ? 3600 : 60), {
      style: 'unit',
      unit: hours ? 'hour' : 'minute',
      unitDisplay: 'long',
      maximumFractionDigits: 1,
    });
  };
  return (
    <details className="rounded-2xl border border-line bg-surface px-4 py-3 text-sm">
      <summary className="font-medium">{t('title')}</summary>
      <ul className="mt-2 flex list-disc flex-col gap-1 ps-5 text-muted">
        <li>{t('gap', { time: time(rules.gapSeconds) })}</li>
        <li>{t('leastStay', { time: time(rules.leastStaySeconds) })}</li>
        <li>{t('longStay', { time: time(rules.longStaySeconds) })}</li>
        <li>{t('final', { grace: time(rules.graceSeconds), offline: time(rules.maxOfflineSeconds) })}</li>
      </ul>
    </details>
  );
}
