'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { PersonWeekQuery } from '../../__generated__/graphql.ts';
import { classNames } from '../../ui/class-names.ts';
import type { Day } from './day-lines.tsx';
import { hoursText } from './hours-text.ts';
import { TimeCounted } from './time-counted.tsx';
import { instantOfDay } from './week.ts';

/** Whose day it is, with ways to the whole week and to the person. */
export function PersonTitle({
  person,
  monday,
}: {
  readonly person: NonNullable<PersonWeekQuery['person']>;
  readonly monday: string;
}) {
  const t = useTranslations('hours');
  return (
    <div className="min-w-0 pe-10">
      <h2 className="truncate text-lg font-semibold tracking-tight">{person.name}</h2>
      <p className="truncate text-sm text-muted">
        {[person.trade, person.unit?.name].filter(Boolean).join(' · ') || t('noUnit')}
      </p>
      <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        <Link
          prefetch={false}
          href={`/hours/${person.id}?week=${monday}`}
          className="font-medium text-accent hover:underline"
        >
          {t('day.week')}
        </Link>
        <Link prefetch={false} href={`/people/${person.id}`} className="font-medium text-accent hover:underline">
          {t('day.person')}
        </Link>
      </p>
    </div>
  );
}

/** The days of the week to choose from, with what each comes to. */
export function WeekDays({
  days,
  shown,
  isVisitor,
  onChoose,
}: {
  readonly days: readonly Day[];
  readonly shown: Day;
  readonly isVisitor: boolean;
  readonly onChoose: (date: string) => void;
}) {
  const t = useTranslations('hours.day');
  const format = useFormatter();
  const weekday = (date: string) => format.dateTime(instantOfDay(date), { timeZone: 'UTC', weekday: 'short' });
  return (
    <div role="group" aria-label={t('days')} className="grid grid-cols-7 gap-1">
      {days.map((day) => (
        <button
          key={day.date}
          type="button"
          aria-pressed={day === shown}
          onClick={() => onChoose(day.date)}
          className={classNames(
            'flex min-h-11 min-w-0 flex-col items-center justify-center rounded-lg border px-0.5 py-1 text-xs tabular-nums',
            day === shown ? 'border-accent bg-accent-soft font-medium' : 'border-line hover:bg-sunken',
          )}
        >
          <span className="text-muted">{weekday(day.date)}</span>
          <span>{day.onSiteSeconds > 0 ? hoursText(isVisitor ? day.onSiteSeconds : day.workedSeconds) : '–'}</span>
        </button>
      ))}
    </div>
  );
}

/** A day with its first and last moment, what it comes to, and whether that is final. */
export function DayHead({
  day,
  timeZone,
  isVisitor,
}: {
  readonly day: Day;
  readonly timeZone: string;
  readonly isVisitor: boolean;
}) {
  const t = useTranslations('hours');
  const format = useFormatter();
  const time = (instant: string) => format.dateTime(Date.parse(instant), { timeZone, timeStyle: 'short' });
  const title = format.dateTime(instantOfDay(day.date), {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <h3 className="me-auto font-semibold">{title}</h3>
      {day.firstInAt && (
        <p className="text-sm text-muted tabular-nums">
          {t('inOut', { in: time(day.firstInAt), out: day.lastOutAt ? time(day.lastOutAt) : t('still') })}
        </p>
      )}
      {day.lines.length > 0 ? (
        <p className={classNames('text-lg font-semibold tabular-nums', day.provisional && 'italic')}>
          <TimeCounted sums={day} isVisitor={isVisitor} />
        </p>
      ) : (
        <p className="text-sm text-muted">{t('absent')}</p>
      )}
      <p className="w-full text-sm text-muted">{t(day.provisional ? 'day.provisional' : 'day.final')}</p>
    </div>
  );
}
