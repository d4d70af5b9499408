'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { HoursQuery } from '../../__generated__/graphql.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { PINNED } from './pinned.ts';
import { TimeCounted } from './time-counted.tsx';
import type { ChosenDay } from './use-chosen-day.ts';

/** A person with the week in numbers. */
export type PersonHours = HoursQuery['people']['nodes'][number];
type DayHours = NonNullable<PersonHours['timesheet']>['days'][number];

/** One person's week; the name and every day lead to what is behind them. */
export function PersonRow({
  person: { id, name, kind, trade, timesheet },
  days,
  chosen,
  onChoose,
}: {
  readonly person: PersonHours;
  readonly days: readonly string[];
  /** The day of this person that is looked at, or null. */
  readonly chosen: ChosenDay | null;
  readonly onChoose: (chosen: ChosenDay) => void;
}) {
  const t = useTranslations('hours');
  const isVisitor = kind === 'VISITOR';
  const byDate = new Map(timesheet?.days.map((day) => [day.date, day]));
  return (
    <tr
      className={classNames(
        '*:border-b *:border-line *:px-2 *:py-1.5',
        chosen ? '*:bg-accent-soft' : 'hover:*:bg-sunken',
      )}
    >
      <th
        scope="row"
        className={classNames(chosen ? 'sticky inset-s-0 z-10' : PINNED, 'text-start font-normal md:ps-9!')}
      >
        <button
          type="button"
          aria-pressed={chosen !== null}
          onClick={() => onChoose({ personId: id, date: null })}
          className="block min-h-8 max-w-48 rounded text-start hover:underline max-sm:max-w-32"
        >
          <span className="block truncate font-medium">{name}</span>
          {trade && <span className="block truncate text-xs text-muted">{trade}</span>}
        </button>
      </th>
      {timesheet ? (
        days.map((date) => (
          <DayCell
            key={date}
            day={byDate.get(date)}
            isVisitor={isVisitor}
            pressed={chosen?.date === date}
            onChoose={() => onChoose({ personId: id, date })}
          />
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
        <span className="px-1.5">{timesheet && <TimeCounted sums={timesheet} isVisitor={isVisitor} />}</span>
      </td>
    </tr>
  );
}

function DayCell({
  day,
  isVisitor,
  pressed,
  onChoose,
}: {
  readonly day: DayHours | undefined;
  readonly isVisitor: boolean;
  readonly pressed: boolean;
  readonly onChoose: () => void;
}) {
  const t = useTranslations('hours');
  const cell = useRef<HTMLTableCellElement>(null);
  useEffect(() => {
    if (pressed) cell.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pressed]);
  const present = day && (day.onSiteSeconds > 0 || day.exceptions.length > 0);
  if (!present) {
    return (
      <td className="text-end text-muted">
        <span aria-hidden className="px-1.5">
          –
        </span>
        <span className="sr-only">{t('absent')}</span>
      </td>
    );
  }
  return (
    <td ref={cell} className={classNames('text-end tabular-nums', day.provisional && 'italic')}>
      <button
        type="button"
        aria-pressed={pressed}
        onClick={onChoose}
        title={day.provisional ? t('legend.provisional') : undefined}
        className={classNames(
          'inline-flex min-h-8 items-center gap-1 rounded-md px-1.5',
          pressed ? 'bg-accent text-accent-text' : 'hover:underline',
        )}
      >
        {day.exceptions.length > 0 && (
          <span className={pressed ? undefined : 'text-idle'}>
            <Icon name="warning" size={13} />
            <span className="sr-only">{t('legend.exception')}</span>
          </span>
        )}
        <TimeCounted sums={day} isVisitor={isVisitor} />
      </button>
    </td>
  );
}
