'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Crew } from './crews.ts';
import { PersonRow, type PersonHours } from './person-row.tsx';
import { SumCells } from './sum-cells.tsx';
import type { ChosenDay } from './use-chosen-day.ts';

/** A crew: its sums, which fold its people away, and a row for each of them. */
export function CrewBody({
  crew: { path, people, sum },
  days,
  folded,
  onFold,
  chosen,
  onChoose,
}: {
  readonly crew: Crew<PersonHours>;
  readonly days: readonly string[];
  readonly folded: boolean;
  readonly onFold: () => void;
  readonly chosen: ChosenDay | null;
  readonly onChoose: (chosen: ChosenDay) => void;
}) {
  const t = useTranslations('hours');
  const id = useId();
  const above = path.slice(0, -1).join(' › ');
  return (
    <tbody id={id}>
      <tr className="*:border-b *:border-line *:bg-sunken *:px-2 *:py-2">
        <th scope="rowgroup" className="sticky inset-s-0 z-10 text-start md:ps-4!">
          <button
            type="button"
            aria-expanded={!folded}
            aria-controls={id}
            onClick={onFold}
            className="flex min-h-8 max-w-52 items-center gap-1.5 rounded text-start hover:underline max-sm:max-w-32"
          >
            <span className={classNames('shrink-0 text-muted transition-transform', !folded && 'rotate-90')}>
              <Icon name="chevron" size={14} />
            </span>
            <span className="min-w-0">
              <span className="block truncate font-semibold">{path.at(-1) ?? t('noUnit')}</span>
              <span className="block truncate text-xs font-normal text-muted">
                {[above, t('people', { count: people.length })].filter(Boolean).join(' · ')}
              </span>
            </span>
          </button>
        </th>
        <SumCells sum={sum} days={days} />
      </tr>
      {!folded &&
        people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            days={days}
            chosen={chosen?.personId === person.id ? chosen : null}
            onChoose={onChoose}
          />
        ))}
    </tbody>
  );
}
