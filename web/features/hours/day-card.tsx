'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import type { AttendanceKind, PersonWeekQuery } from '../../__generated__/graphql.ts';
import { classNames } from '../../ui/class-names.ts';
import { Notice } from '../../ui/notice.tsx';
import { placeOnDay } from './day-scale.ts';
import { hoursText } from './hours-text.ts';
import type { Line } from './person-week-page.tsx';
import { TimeCounted } from './time-counted.tsx';
import { instantOfDay } from './week.ts';

type Day = NonNullable<PersonWeekQuery['timesheet']>['days'][number];

const LOOKS: Readonly<Record<AttendanceKind, string>> = {
  WORK: 'bg-zone-work',
  BREAK: 'bg-zone-break',
  GAP: 'bg-zone-work/35',
  VISIT: 'bg-zone-gate',
};

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
      {day.lines.length > 0 && (
        <>
          <Bar day={day} timeZone={timeZone} />
          <ul className="flex flex-col gap-0.5">
            {day.lines.map((line) => (
              <li key={`${line.kind} ${line.from}`}>
                <LineButton
                  line={line}
                  timeZone={timeZone}
                  pressed={chosen?.from === line.from && chosen.kind === line.kind}
                  onChoose={onChoose}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {day.exceptions.map((exception) => (
        <Notice key={`${exception.kind} ${exception.from}`} tone="warning">
          {exception.message}
        </Notice>
      ))}
    </li>
  );
}

/** Half the bar's ticks are named; a day has 23 or 25 hours when clocks change, so ticks follow the clock's own hours. */
function Bar({ day, timeZone }: { readonly day: Day; readonly timeZone: string }) {
  const format = useFormatter();
  const span = { from: Date.parse(day.from), to: Date.parse(day.to) };
  const percent = (instant: number) => `${placeOnDay(instant, span) * 100}%`;
  const ticks = [0.25, 0.5, 0.75].map((part) => span.from + (span.to - span.from) * part);
  return (
    <div aria-hidden className="flex flex-col gap-1">
      <div className="relative h-3 overflow-hidden rounded-full bg-sunken">
        {day.lines.map((line) => {
          const left = percent(Date.parse(line.from));
          return (
            <span
              key={`${line.kind} ${line.from}`}
              className={classNames('absolute inset-y-0', LOOKS[line.kind])}
              style={{ left, width: `calc(${percent(Date.parse(line.to))} - ${left})`, minWidth: 2 }}
            />
          );
        })}
      </div>
      <div className="relative h-4 text-[0.6875rem] text-muted tabular-nums">
        {ticks.map((tick) => (
          <span key={tick} className="absolute -translate-x-1/2" style={{ left: percent(tick) }}>
            {format.dateTime(tick, { timeZone, timeStyle: 'short' })}
          </span>
        ))}
      </div>
    </div>
  );
}

function LineButton({
  line,
  timeZone,
  pressed,
  onChoose,
}: {
  readonly line: Line;
  readonly timeZone: string;
  readonly pressed: boolean;
  readonly onChoose: (line: Line | null) => void;
}) {
  const t = useTranslations('hours');
  const format = useFormatter();
  const time = (instant: string) => format.dateTime(Date.parse(instant), { timeZone, timeStyle: 'short' });
  const zones = [...new Set(line.visits.map(({ geofence }) => geofence.name))].join(', ');
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={() => onChoose(pressed ? null : line)}
      className={classNames(
        'flex w-full items-center gap-3 rounded-lg px-2 py-1.5 text-start text-sm hover:bg-sunken',
        pressed && 'bg-accent-soft',
      )}
    >
      <span aria-hidden className={classNames('size-2.5 shrink-0 rounded-full', LOOKS[line.kind])} />
      <span className="w-28 shrink-0 tabular-nums">
        {time(line.from)}–{line.open ? t('still') : time(line.to)}
      </span>
      <span className="w-16 shrink-0 font-medium">{t(`kinds.${line.kind}`)}</span>
      <span className="min-w-0 flex-1 truncate text-muted">{zones}</span>
      <span className="tabular-nums">{hoursText(line.seconds)}</span>
    </button>
  );
}
