'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import type { PersonWeekQuery } from '../../__generated__/graphql.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { StaleNote } from '../../live/stale-note.tsx';
import { DayCard } from './day-card.tsx';
import { PERSON_WEEK } from './documents.graphql.ts';
import { hoursText } from './hours-text.ts';
import { IncompleteNotice } from './incomplete-notice.tsx';
import { LineEvidence } from './line-evidence.tsx';
import { RulesInWords } from './rules-in-words.tsx';
import { useLastingWeek } from './use-lasting-week.ts';
import { useWeek, type ShownWeek } from './use-week.ts';
import { WeekPicker } from './week-picker.tsx';

/** One person's week: every day, what it consists of, and the positions behind a stretch of it. */
export function PersonWeekPage({ personId }: { readonly personId: string }) {
  const t = useTranslations('hours');
  const week = useWeek();
  const mayRead = useMay('timesheets:read');
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-[100rem] flex-col gap-4 p-4 md:px-6 md:py-5">
        <Link
          href={`/hours?week=${week.monday}`}
          className="inline-flex w-fit items-center gap-1 text-sm text-muted hover:text-text"
        >
          <span className="rotate-180">
            <Icon name="chevron" size={14} />
          </span>
          {t('title')}
        </Link>
        {mayRead ? (
          <Week key={week.monday} personId={personId} week={week} />
        ) : (
          <EmptyState icon="warning" title={t('refused.title')}>
            {t('refused.text')}
          </EmptyState>
        )}
      </div>
    </div>
  );
}

function Week({ personId, week }: { readonly personId: string; readonly week: ShownWeek }) {
  const t = useTranslations('hours');
  const variables = { personId, weekOf: week.monday };
  const { data, staleSince, failed, incomplete, reload } = useLastingWeek({ query: PERSON_WEEK, variables });
  if (!data && !failed) return <SkeletonRows rows={8} label={t('loading')} />;
  const { person, timesheet } = data ?? {};
  if (!person || !timesheet) {
    return failed || incomplete ? (
      <EmptyState icon="warning" title={t('failed')} action={<Button onClick={reload}>{t('retry')}</Button>} />
    ) : (
      <EmptyState icon="people" title={t('noPerson')} />
    );
  }
  return (
    <>
      <header className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <PersonTitle person={person} />
        <StaleNote since={staleSince} />
        <WeekPicker week={week} />
      </header>
      {incomplete && <IncompleteNotice onRetry={reload} />}
      <Totals timesheet={timesheet} />
      <Days timesheet={timesheet} isVisitor={person.kind === 'VISITOR'} />
      {data?.attendanceRules && <RulesInWords rules={data.attendanceRules} />}
    </>
  );
}

function PersonTitle({ person }: { readonly person: NonNullable<PersonWeekQuery['person']> }) {
  const t = useTranslations('hours');
  return (
    <div className="me-auto min-w-0">
      <h1 className="truncate text-xl font-semibold tracking-tight">{person.name}</h1>
      <p className="truncate text-sm text-muted">
        {[person.trade, person.unit?.name].filter(Boolean).join(' · ') || t('noUnit')}
      </p>
    </div>
  );
}

type Timesheet = NonNullable<PersonWeekQuery['timesheet']>;
/** A stretch of a day with one meaning. */
export type Line = Timesheet['days'][number]['lines'][number];

function Totals({ timesheet }: { readonly timesheet: Timesheet }) {
  const t = useTranslations('hours');
  const figures = [
    ['worked', timesheet.workedSeconds],
    ['break', timesheet.breakSeconds],
    ['onSite', timesheet.onSiteSeconds],
  ] as const;
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-3 gap-3 sm:max-w-xl">
        {figures.map(([name, seconds]) => (
          <div key={name} className="rounded-2xl border border-line bg-surface px-4 py-3">
            <dt className="text-sm text-muted">{t(name)}</dt>
            <dd className="text-2xl font-semibold tracking-tight tabular-nums">{hoursText(seconds)}</dd>
          </div>
        ))}
      </dl>
      {timesheet.provisional && <Notice tone="info">{t('provisional')}</Notice>}
      <p className="text-sm text-muted">{t('zone', { zone: timesheet.timeZone })}</p>
    </div>
  );
}

function Days({ timesheet, isVisitor }: { readonly timesheet: Timesheet; readonly isVisitor: boolean }) {
  const [chosen, choose] = useState<Line | null>(null);
  // A line that lasts on moves on with every answer.
  const line = timesheet.days.flatMap(({ lines }) => lines).find((one) => isSameLine(one, chosen)) ?? null;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)] xl:grid-cols-[minmax(0,1fr)_minmax(0,34rem)]">
      <ol className="flex min-w-0 flex-col gap-3">
        {timesheet.days.map((day) => (
          <DayCard
            key={day.date}
            day={day}
            isVisitor={isVisitor}
            timeZone={timesheet.timeZone}
            chosen={line}
            onChoose={choose}
          />
        ))}
      </ol>
      <LineEvidence line={line} timeZone={timesheet.timeZone} onClose={() => choose(null)} />
    </div>
  );
}

function isSameLine(line: Line, other: Line | null): boolean {
  return line.from === other?.from && line.kind === other.kind;
}
