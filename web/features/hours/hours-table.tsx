'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Units } from '../../lists/use-units.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { CrewBody } from './crew-body.tsx';
import { crewsOf, weekSum } from './crews.ts';
import type { PersonHours } from './person-row.tsx';
import { PINNED } from './pinned.ts';
import { SumCells } from './sum-cells.tsx';
import type { ChosenDay } from './use-chosen-day.ts';
import type { FoldedCrews } from './use-folded-crews.ts';
import { daysOfWeek, instantOfDay } from './week.ts';

/** Crews of people and the seven days of a week, with what each day and the week come to, by person, crew and in all. */
export function HoursTable({
  people,
  monday,
  units,
  folded,
  chosen,
  onChoose,
}: {
  readonly people: readonly PersonHours[];
  /** The first day of the week. */
  readonly monday: string;
  readonly units: Units;
  readonly folded: FoldedCrews;
  readonly chosen: ChosenDay | null;
  readonly onChoose: (chosen: ChosenDay) => void;
}) {
  const t = useTranslations('hours');
  const format = useFormatter();
  const days = daysOfWeek(monday);
  const crews = useMemo(() => crewsOf(people, units.tree), [people, units.tree]);
  const all = useMemo(() => weekSum(people), [people]);
  const dayName = (date: string) =>
    format.dateTime(instantOfDay(date), { timeZone: 'UTC', weekday: 'short', day: 'numeric' });
  return (
    <>
      <table
        aria-label={t('title')}
        className={classNames(
          'w-full border-separate border-spacing-0 text-sm',
          // What stands beside it takes room.
          chosen
            ? 'min-w-[35rem] [&_td:last-child]:pe-3! [&_td]:px-0! [&_tbody_th_button]:max-w-30! [&_thead_th+th]:px-0! [&_thead_th:last-child]:pe-3!'
            : 'min-w-[44rem]',
        )}
      >
        <thead>
          <tr className="*:sticky *:top-0 *:border-b *:border-line *:bg-surface *:px-2 *:py-2.5 *:font-medium *:text-muted max-md:*:bg-ground">
            <th scope="col" className={classNames(PINNED, 'z-20 text-start md:ps-4!')}>
              {t('person')}
            </th>
            {days.map((date) => (
              <th key={date} scope="col" className="text-end">
                <span className="px-1.5">{dayName(date)}</span>
              </th>
            ))}
            <th scope="col" className="text-end md:pe-4!">
              <span className="px-1.5">{t('total')}</span>
            </th>
          </tr>
        </thead>
        {crews.map((crew) => (
          <CrewBody
            key={crew.unitId}
            crew={crew}
            days={days}
            folded={folded.has(crew.unitId)}
            onFold={() => folded.turn(crew.unitId)}
            chosen={chosen}
            onChoose={onChoose}
          />
        ))}
        <tfoot>
          <tr className="*:px-2 *:py-3">
            <th scope="row" className={classNames(PINNED, 'text-start font-semibold md:ps-4!')}>
              {t('all')}
              <span className="block text-xs font-normal text-muted">{t('people', { count: people.length })}</span>
            </th>
            <SumCells sum={all} days={days} />
          </tr>
        </tfoot>
      </table>
      <p className="flex flex-wrap gap-x-5 gap-y-1 px-4 py-3 text-xs text-muted">
        <span className="italic">{t('legend.provisional')}</span>
        <span className="inline-flex items-center gap-1">
          <Icon name="warning" size={12} /> {t('legend.exception')}
        </span>
        <span>{t('legend.visitors')}</span>
      </p>
    </>
  );
}
