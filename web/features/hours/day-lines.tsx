'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { AttendanceKind, PersonWeekQuery } from '../../__generated__/graphql.ts';
import { classNames } from '../../ui/class-names.ts';
import { Notice } from '../../ui/notice.tsx';
import { placeOnDay } from './day-scale.ts';
import { hoursText } from './hours-text.ts';
import type { Line } from './person-week-page.tsx';

/** A day of a person's week with everything it consists of. */
export type Day = NonNullable<PersonWeekQuery['timesheet']>['days'][number];

const LOOKS: Readonly<Record<AttendanceKind, string>> = {
  WORK: 'bg-zone-work',
  BREAK: 'bg-zone-break',
  GAP: 'bg-zone-work/35',
  VISIT: 'bg-zone-gate',
};

/** What a day consists of: its bar from midnight to midnight, its stretches to choose from, and what is exceptional. */
export function DayLines({
  day,
  timeZone,
  chosen,
  onChoose,
}: {
  readonly day: Day;
  readonly timeZone: string;
  readonly chosen: Line | null;
  readonly onChoose: (line: Line | null) => void;
}) {
  return (
    <>
      {day.lines.length > 0 && (
        <>
          <Bar day={day} timeZone={timeZone} />
          <ul className="@container flex flex-col gap-0.5">
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
    </>
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
        'flex w-full flex-wrap items-center gap-x-3 rounded-lg px-2 py-1.5 text-start text-sm hover:bg-sunken @md:flex-nowrap',
        pressed && 'bg-accent-soft',
      )}
    >
      <span aria-hidden className={classNames('size-2.5 shrink-0 rounded-full', LOOKS[line.kind])} />
      <span className="w-28 shrink-0 tabular-nums">
        {time(line.from)}–{line.open ? t('still') : time(line.to)}
      </span>
      <span className="w-16 shrink-0 font-medium @max-md:flex-1">{t(`kinds.${line.kind}`)}</span>
      {/* Where it is narrow zones stand below. */}
      <span className="min-w-0 flex-1 truncate text-muted @max-md:order-last @max-md:basis-full @max-md:ps-5.5">
        {zones}
      </span>
      <span className="tabular-nums">{hoursText(line.seconds)}</span>
    </button>
  );
}
