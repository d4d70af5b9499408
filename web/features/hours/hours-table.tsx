'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { HoursQuery } from '../../__generated__/graphql.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { TimeCounted } from './time-counted.tsx';
import type { ShownWeek } from './use-week.ts';
import { daysOfWeek, instantOfDay } from './week.ts';

type PersonHours = HoursQuery['people']['nodes'][number];
type DayHours = NonNullable<PersonHours['timesheet']>['days'][number];

const STICKY = 'sticky inset-s-0 z-10 bg-surface max-md:bg-ground';

/** People and the seven days of a week, with what each day and the week come to. */
export function HoursTable({ people, week }: { readonly people: readonly PersonHours[]; readonly week: ShownWeek }) {
  const t = useTranslations('hours');
  const format = useFormatter();
  const dayName = (date: string) =>
    format.dateTime(instantOfDay(date), { timeZone: 'UTC', weekday: 'short', day: 'numeric' });
  return (
    <>
      <table aria-label={t('title')} className="w-full min-w-[44rem] border-separate border-spacing-0 text-sm">
        <thead>
          <tr className="*:sticky *:top-0 *:border-b *:border-line *:bg-surface *:px-2 *:py-2.5 *:font-medium *:text-muted max-md:*:bg-ground">
            <th scope="col" className={classNames(STICKY, 'z-20 text-start md:ps-4!')}>
              {t('person')}
            </th>
            {daysOfWeek(week.monday).map((date) => (
              <th key={date} scope="col" className="text-end">
                {dayName(date)}
              </th>
            ))}
            <th scope="col" className="text-end md:pe-4!">
              {t('total')}
            </th>
          </tr>
        </thead>
        <tbody className="*:hover:bg-sunken/60">
          {people.map((person) => (
            <PersonRow key={person.id} person={person} monday={week.monday} />
          ))}
        </tbody>
      </table>
      <p className="flex flex-wrap gap-x-5 gap-y-1 px-4 py-3 text-xs text-muted">
        <span className="italic">{t('legend.provisional')}</span>
        <span className="inline-flex items-center gap-1">
          <Icon name="warning" size={12} /> {t('legend.exception')}
        </span>
      </p>
    </>
  );
}

function PersonRow({ person, monday }: { readonly person: PersonHours; readonly monday: string }) {
  const t = useTranslations('hours');
  const { timesheet } = person;
  const isVisitor = person.kind === 'VISITOR';
  const href = `/hours/${person.id}?week=${monday}`;
  return (
    <tr className="*:border-b *:border-line *:px-2 *:py-2.5">
      <th scope="row" className={classNames(STICKY, 'text-start font-normal md:ps-4!')}>
        <Link href={href} className="block max-w-52 rounded hover:underline">
          <span className="block truncate font-medium">{person.name}</span>
          <span className="block truncate text-xs text-muted">
            {[person.trade, person.unit?.name].filter(Boolean).join(' · ') || t('noUnit')}
          </span>
        </Link>
      </th>
      {timesheet ? (
        timesheet.days.map((day) => (
          <DayCell key={day.date} day={day} isVisitor={isVisitor} href={`${href}&day=${day.date}`} />
        ))
      ) : (
        <td colSpan={7} className="text-center text-muted">
          {t('noSheet')}
        </td>
      )}
      <td
        className={classNames('text-end font-semibold tabular-nums md:pe-4!', timesheet?.provisional && 'italic')}
        title={timesheet?.provisional ? t('legend.provisional') : undefined}
      >
        {timesheet && <TimeCounted sums={timesheet} isVisitor={isVisitor} />}
      </td>
    </tr>
  );
}

function DayCell({
  day,
  isVisitor,
  href,
}: {
  readonly day: DayHours;
  readonly isVisitor: boolean;
  readonly href: string;
}) {
  const t = useTranslations('hours');
  const present = day.onSiteSeconds > 0;
  return (
    <td className={classNames('text-end tabular-nums', day.provisional && 'italic')}>
      {present || day.exceptions.length ? (
        <Link
          href={href}
          className="inline-flex items-center gap-1 rounded px-1 py-0.5 hover:underline"
          title={day.provisional ? t('legend.provisional') : undefined}
        >
          {day.exceptions.length > 0 && (
            <span className="text-idle">
              <Icon name="warning" size={13} />
              <span className="sr-only">{t('legend.exception')}</span>
            </span>
          )}
          <TimeCounted sums={day} isVisitor={isVisitor} />
        </Link>
      ) : (
        <span className="px-1 text-muted" aria-label={t('absent')}>
          –
        </span>
      )}
    </td>
  );
}
