'use client';

import { useFormatter } from 'next-intl';
import { spanOf } from '../live/zoned-days.ts';
import { TimeStrip, type Stretch } from '../ui/time-strip.tsx';
import type { ShownSpan } from './use-day-span.ts';

const TICKS_A_DAY = 24;

/** A strip for each day of a span, today and the days before it; days to come have nothing to show. */
export function DayStrips({
  span,
  stretches,
  now,
}: {
  readonly span: ShownSpan;
  readonly stretches: readonly Stretch[];
  readonly now: number;
}) {
  const format = useFormatter();
  const days = span.days.map((day) => ({ day, ...spanOf(day, { days: 1, timeZone: span.timeZone }) }));
  return (
    <div className="flex flex-col gap-1.5">
      {days
        .filter(({ from }) => from <= now)
        .map(({ day, from, to }) => (
          <TimeStrip
            key={day}
            name={format.dateTime(new Date(`${day}T12:00:00Z`), { timeZone: 'UTC', weekday: 'short', day: 'numeric' })}
            span={{ from, to, now }}
            stretches={stretches}
            ticks={TICKS_A_DAY}
          />
        ))}
      <div aria-hidden className="ms-19 flex justify-between text-xs text-muted tabular-nums">
        {['0', '6', '12', '18', '24'].map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </div>
    </div>
  );
}
