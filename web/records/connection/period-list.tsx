'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useNow } from '../../live/live-provider.tsx';
import { StatusText } from '../../live/status-text.tsx';
import { DurationText } from '../duration-text.tsx';
import type { ToldPeriod } from './told-periods.ts';

/** Every change of a connection, the latest first: the state, why, from when until when, and what was spoken. */
export function PeriodList({
  label,
  periods,
  withDay,
}: {
  readonly label: string;
  /** Oldest first. */
  readonly periods: readonly ToldPeriod[];
  /** Whether the day has to be said. */
  readonly withDay: boolean;
}) {
  const t = useTranslations('records.connection');
  if (!periods.length) return <p className="text-sm text-muted">{t('none')}</p>;
  return (
    <ol
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys
      tabIndex={0}
      aria-label={label}
      className="max-h-72 divide-y divide-line/70 overflow-y-auto rounded-md text-sm"
    >
      {periods.toReversed().map((period) => (
        <PeriodRow key={period.from} period={period} withDay={withDay} />
      ))}
    </ol>
  );
}

function PeriodRow({ period, withDay }: { readonly period: ToldPeriod; readonly withDay: boolean }) {
  const t = useTranslations('records.connection');
  const format = useFormatter();
  const now = useNow();
  const { status, from, to, reason, protocol } = period;
  const day = (at: number) => (withDay ? `${format.dateTime(at, { weekday: 'short' })} ` : '');
  const time = (at: number) => `${day(at)}${format.dateTime(at, { timeStyle: 'short' })}`;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-1 py-2">
      <span className="w-32 shrink-0">
        <StatusText status={status} />
      </span>
      <span className="min-w-0 flex-1 text-muted sm:basis-40">
        {reason ? t(`reasons.${reason}`) : protocol && t('protocol', { protocol })}
      </span>
      <span className="flex items-center justify-between gap-x-3 max-sm:w-full max-sm:ps-5">
        <span className="tabular-nums">
          {to === null ? t('since', { from: time(from) }) : t('between', { from: time(from), to: time(to) })}
        </span>
        <span className="w-20 text-end text-muted">
          <DurationText milliseconds={Math.max(0, (to ?? now) - from)} />
        </span>
      </span>
    </li>
  );
}
