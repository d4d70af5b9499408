'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { DayLines, type Day } from './day-lines.tsx';
import type { Line } from './person-week-page.tsx';
import { TimeCounted } from './time-counted.tsx';
import { instantOfDay } from './week.ts';

/** A day of a week: its figures, its bar from midnight to midnight, and its stretches to choose from. */
export function DayCard({
  day,
  timeZone,
  isVisitor,
  chosen,
  onChoose,
}: {
  readonly day: Day;
  readonly isVisitor: boolean;
  readonly timeZone: string;
  readonly chosen: Line | null;
  readonly onChoose: (line: Line | null) => void;
}) {
  const t = useTranslations('hours');
  const format = useFormatter();
  const place = useRef<HTMLLIElement>(null);
  const wanted = useSearchParams().get('day') === day.date;
  useEffect(() => {
    if (wanted) place.current?.scrollIntoView({ block: 'center' });
  }, [wanted]);
  const time = (instant: string) => format.dateTime(Date.parse(instant), { timeZone, timeStyle: 'short' });
  const title = format.dateTime(instantOfDay(day.date), {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  return (
    <li
      ref={place}
      className={classNames(
        'flex flex-col gap-3 rounded-2xl border bg-surface p-4',
        wanted ? 'border-accent' : 'border-line',
      )}
    >
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 className="me-auto font-semibold">{title}</h2>
        {day.firstInAt && (
          <p className="text-sm text-muted tabular-nums">
            {t('inOut', { in: time(day.firstInAt), out: day.lastOutAt ? time(day.lastOutAt) : t('still') })}
          </p>
        )}
        <p className={classNames('text-lg font-semibold tabular-nums', day.provisional && 'italic')}>
          {day.lines.length ? <TimeCounted sums={day} isVisitor={isVisitor} /> : <span className="text-muted">–</span>}
        </p>
      </div>
      <DayLines day={day} timeZone={timeZone} chosen={chosen} onChoose={onChoose} />
    </li>
  );
}
