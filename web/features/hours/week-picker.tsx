'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { ShownWeek } from './use-week.ts';
import { instantOfDay, mondayOf, weeksLater } from './week.ts';

const SIX_DAYS_MS = 6 * 24 * 60 * 60 * 1_000;

/** Chooses a week: the one before, the one after, that of a day, or the one that runs. */
export function WeekPicker({ week }: { readonly week: ShownWeek }) {
  const t = useTranslations('hours');
  const format = useFormatter();
  const monday = instantOfDay(week.monday);
  // Written as one range, a browser and a server with other locale data would differ.
  const from = format.dateTime(monday, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  const to = format.dateTime(monday + SIX_DAYS_MS, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  return (
    <div role="group" aria-label={t('week')} className="flex flex-wrap items-center gap-1.5">
      <IconButton label={t('weekBefore')} onClick={() => week.show(weeksLater(week.monday, -1))} className="rotate-180">
        <Icon name="chevron" size={18} />
      </IconButton>
      <p role="status" className="min-w-44 text-center text-sm font-medium tabular-nums">
        {from} – {to}
      </p>
      <IconButton label={t('weekAfter')} onClick={() => week.show(weeksLater(week.monday, 1))}>
        <Icon name="chevron" size={18} />
      </IconButton>
      <input
        type="date"
        aria-label={t('weekOfDay')}
        value={week.monday}
        onChange={(event) => {
          const chosen = mondayOf(event.target.value);
          if (chosen) week.show(chosen);
        }}
        className="min-h-10 rounded-lg border border-line-strong bg-surface px-2.5 text-sm tabular-nums"
      />
      {week.monday !== week.thisMonday && <Button onClick={() => week.show(week.thisMonday)}>{t('thisWeek')}</Button>}
    </div>
  );
}
