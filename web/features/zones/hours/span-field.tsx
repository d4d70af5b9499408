'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { IconButton } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { CONTROL } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { isOvernight, WEEKDAYS, type SpanDraft } from './hours-draft.ts';
import { useDayName } from './hours-in-words.tsx';

/** Some hours on some weekdays. @param onRemove null where it is the only one. */
export function SpanField({
  span,
  number,
  problem,
  onChange,
  onRemove,
}: {
  readonly span: SpanDraft;
  /** Which of the spans it is, from 1. */
  readonly number: number;
  readonly problem: string | undefined;
  readonly onChange: (span: SpanDraft) => void;
  readonly onRemove: (() => void) | null;
}) {
  const t = useTranslations('zonePages.hours');
  const note = useId();
  const shortName = useDayName();
  const longName = useDayName('long');
  const overnight = isOvernight(span);
  const wiring = {
    'aria-describedby': problem || overnight ? note : undefined,
    'aria-invalid': problem ? true : undefined,
  };

  function toggle(day: number) {
    const days = span.days.includes(day) ? span.days.filter((one) => one !== day) : [...span.days, day];
    onChange({ ...span, days });
  }

  return (
    <fieldset className="relative flex min-w-0 flex-col gap-2 rounded-lg border border-line p-2.5">
      <legend className="sr-only">{t('numbered', { number })}</legend>
      <div className="grid grid-cols-7 gap-1">
        {WEEKDAYS.map((day) => (
          <button
            key={day}
            type="button"
            aria-pressed={span.days.includes(day)}
            aria-label={longName(day)}
            onClick={() => toggle(day)}
            className={classNames(
              'min-h-9 rounded-md border text-sm font-medium',
              span.days.includes(day)
                ? 'border-accent bg-accent text-accent-text'
                : 'border-line bg-surface text-muted hover:text-text',
            )}
          >
            {shortName(day)}
          </button>
        ))}
      </div>
      <div className="flex items-end gap-2">
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className="flex min-w-0 flex-1 flex-col gap-1 text-sm">
            {t(end)}
            <input
              {...wiring}
              type="time"
              required
              value={span[end]}
              onChange={({ target }) => onChange({ ...span, [end]: target.value })}
              className={classNames(CONTROL, 'min-h-10 min-w-0 px-2!')}
            />
          </label>
        ))}
        {onRemove && (
          <IconButton label={t('remove', { number })} onClick={onRemove}>
            <Icon name="close" size={16} />
          </IconButton>
        )}
      </div>
      {(problem ?? overnight) && (
        <p id={note} className={classNames('text-sm', problem ? 'text-danger' : 'text-muted')}>
          {problem ?? t('nextDay')}
        </p>
      )}
    </fieldset>
  );
}
