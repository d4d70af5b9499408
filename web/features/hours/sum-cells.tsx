import { useTranslations } from 'next-intl';
import { classNames } from '../../ui/class-names.ts';
import type { Sum, WeekSum } from './crews.ts';
import { hoursText } from './hours-text.ts';

/** What people worked together, a cell for each day and one for the week. */
export function SumCells({ sum, days }: { readonly sum: WeekSum; readonly days: readonly string[] }) {
  return (
    <>
      {days.map((date) => (
        <SumCell key={date} sum={sum.days.get(date)} />
      ))}
      <SumCell sum={sum} className="md:pe-4!" />
    </>
  );
}

function SumCell({ sum, className }: { readonly sum: Sum | undefined; readonly className?: string }) {
  const t = useTranslations('hours');
  if (!sum?.workedSeconds) {
    return (
      <td className={classNames('text-end text-muted', className)}>
        <span aria-hidden className="px-1.5">
          –
        </span>
        <span className="sr-only">{t('nobody')}</span>
      </td>
    );
  }
  return (
    <td
      title={t('peopleWorked', { count: sum.people })}
      className={classNames('text-end font-semibold tabular-nums', sum.provisional && 'italic', className)}
    >
      <span className="px-1.5">{hoursText(sum.workedSeconds)}</span>
    </td>
  );
}
