'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Button, IconButton } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/icon.tsx';
import type { ShownSpan, SpanLength } from './use-day-span.ts';

const LENGTHS: readonly SpanLength[] = ['day', 'week'];

/** Chooses the day or week a page looks at. */
export function DaySpanControl({ span }: { readonly span: ShownSpan }) {
  const t = useTranslations('records');
  const format = useFormatter();
  const { days, length, isNow } = span;
  // Days have no time zone of their own; noon in any is on the same day.
  const name = (day: string | undefined) =>
    format.dateTime(new Date(`${day}T12:00:00Z`), {
      timeZone: 'UTC',
      weekday: 'short',
      day: 'numeric',
      month: 'short',
    });
  const title = length === 'day' ? name(days[0]) : t('range', { from: name(days[0]), to: name(days.at(-1)) });
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <div role="group" aria-label={t('spanLength')} className="flex rounded-lg border border-line p-0.5">
        {LENGTHS.map((choice) => (
          <button
            key={choice}
            type="button"
            aria-pressed={choice === length}
            onClick={() => span.setLength(choice)}
            className={classNames(
              'min-h-8 rounded-md px-2.5 text-sm',
              choice === length ? 'bg-accent-soft font-medium' : 'text-muted hover:text-text',
            )}
          >
            {t(`spans.${choice}`)}
          </button>
        ))}
      </div>
      <div className="flex items-center gap-1.5">
        <IconButton label={t(`earlier.${length}`)} onClick={() => span.step(-1)} className="rotate-180">
          <Icon name="chevron" size={18} />
        </IconButton>
        <p aria-live="polite" className="text-sm font-medium tabular-nums">
          {title}
        </p>
        <IconButton label={t(`later.${length}`)} disabled={isNow} onClick={() => span.step(1)}>
          <Icon name="chevron" size={18} />
        </IconButton>
      </div>
      {!isNow && (
        <Button look="quiet" onClick={span.toNow}>
          {t(`now.${length}`)}
        </Button>
      )}
    </div>
  );
}
