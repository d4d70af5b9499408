'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { StaleNote } from '../../live/stale-note.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { DayHead, PersonTitle, WeekDays } from './day-head.tsx';
import { DayLines, type Day } from './day-lines.tsx';
import { PERSON_WEEK } from './documents.graphql.ts';
import { IncompleteNotice } from './incomplete-notice.tsx';
import { LineEvidence } from './line-evidence.tsx';
import type { Line } from './person-week-page.tsx';
import { longestOf, shownDay } from './shown-day.ts';
import type { ChosenDay } from './use-chosen-day.ts';
import { useLastingWeek } from './use-lasting-week.ts';

/** What is behind a person's day, beside the grid: its stretches, and of one of them the positions on a map. */
export function DayEvidence({
  chosen,
  monday,
  onChoose,
}: {
  readonly chosen: ChosenDay;
  readonly monday: string;
  readonly onChoose: (chosen: ChosenDay | null) => void;
}) {
  const t = useTranslations('hours.day');
  const corner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the grid gave way, and with it what was pressed.
    if (!document.activeElement?.checkVisibility() || document.activeElement === document.body) {
      corner.current?.querySelector('button')?.focus();
    }
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onChoose(null);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onChoose]);
  return (
    <aside aria-label={t('title')} className="relative flex min-w-0 flex-col gap-3">
      <div ref={corner} className="absolute inset-e-2 top-2">
        <IconButton label={t('close')} onClick={() => onChoose(null)}>
          <Icon name="close" size={18} />
        </IconButton>
      </div>
      <PersonDay key={`${chosen.personId} ${monday}`} chosen={chosen} monday={monday} onChoose={onChoose} />
    </aside>
  );
}

function PersonDay({
  chosen: { personId, date },
  monday,
  onChoose,
}: {
  readonly chosen: ChosenDay;
  readonly monday: string;
  readonly onChoose: (chosen: ChosenDay) => void;
}) {
  const t = useTranslations('hours');
  const variables = { personId, weekOf: monday };
  const { data, staleSince, failed, incomplete, reload } = useLastingWeek({ query: PERSON_WEEK, variables });
  const { person, timesheet } = data ?? {};
  const day = timesheet && shownDay(timesheet.days, date);
  if (person && timesheet && day) {
    const isVisitor = person.kind === 'VISITOR';
    return (
      <>
        <section className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-4">
          <PersonTitle person={person} monday={monday} />
          <StaleNote since={staleSince} />
          {incomplete && <IncompleteNotice onRetry={reload} />}
          <WeekDays
            days={timesheet.days}
            shown={day}
            isVisitor={isVisitor}
            onChoose={(next) => onChoose({ personId, date: next })}
          />
          <DayHead day={day} timeZone={timesheet.timeZone} isVisitor={isVisitor} />
        </section>
        <Stretches key={day.date} day={day} timeZone={timesheet.timeZone} />
      </>
    );
  }
  return (
    <section className="rounded-2xl border border-line bg-surface p-4 pe-12">
      {data || failed ? (
        <NoDay unknown={failed || incomplete} onRetry={reload} />
      ) : (
        <SkeletonRows rows={6} label={t('loading')} />
      )}
    </section>
  );
}

/** There is nothing to show: because it is not known now, or because there is no such person. */
function NoDay({ unknown, onRetry }: { readonly unknown: boolean; readonly onRetry: () => void }) {
  const t = useTranslations('hours');
  if (!unknown) return <EmptyState icon="people" title={t('noPerson')} />;
  return <EmptyState icon="warning" title={t('failed')} action={<Button onClick={onRetry}>{t('retry')}</Button>} />;
}

/** The stretches of a day, and what is behind the one that is chosen: at first the longest. */
function Stretches({ day, timeZone }: { readonly day: Day; readonly timeZone: string }) {
  const [chosen, choose] = useState<Pick<Line, 'from' | 'kind'> | null>(() => longestOf(day));
  // A line that lasts on moves on with every answer.
  const line = day.lines.find(({ from, kind }) => from === chosen?.from && kind === chosen.kind) ?? null;
  if (!day.lines.length && !day.exceptions.length) return null;
  return (
    <>
      <section className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-4">
        <DayLines day={day} timeZone={timeZone} chosen={line} onChoose={choose} />
      </section>
      <LineEvidence line={line} timeZone={timeZone} onClose={null} />
    </>
  );
}
