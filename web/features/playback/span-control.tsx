'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { AddressChange } from '../../lists/address.ts';
import { dayAfter, dayOf } from '../../live/zoned-days.ts';
import { instantOfLocalTime, localTimeOf } from '../../live/zoned-time.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { LONGEST_MS, yesterdayOf, type ReplaySpan } from './playback-address.ts';

/** Chooses the time that is replayed, in the time zone of the tenant. */
export function SpanControl({
  span,
  today,
  onChange,
}: {
  readonly span: ReplaySpan;
  readonly today: string;
  readonly onChange: (change: AddressChange) => void;
}) {
  const t = useTranslations('playback.span');
  const timeZone = useTimeZone() ?? 'UTC';
  const [custom, setCustom] = useState(false);
  const yesterday = yesterdayOf(today);
  const isCustom = custom || span.day === null;
  const show = (day: string) => {
    setCustom(false);
    onChange({ day, from: null, to: null });
  };
  const day = span.day ?? dayOf(span.from, timeZone);
  const choices = [
    { name: 'today', on: !isCustom && span.day === today, choose: () => show(today) },
    { name: 'yesterday', on: !isCustom && span.day === yesterday, choose: () => show(yesterday) },
    { name: 'custom', on: isCustom, choose: () => setCustom(true) },
  ] as const;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-1.5">
        <div role="group" aria-label={t('label')} className="flex rounded-lg border border-line p-0.5">
          {choices.map(({ name, on, choose }) => (
            <button
              key={name}
              type="button"
              aria-pressed={on}
              onClick={choose}
              className={classNames(
                'min-h-8 rounded-md px-2.5 text-sm',
                on ? 'bg-accent-soft font-medium' : 'text-muted hover:text-text',
              )}
            >
              {t(name)}
            </button>
          ))}
        </div>
      </div>
      {isCustom ? (
        <CustomSpan key={`${span.from} ${span.to}`} span={span} timeZone={timeZone} onChange={onChange} />
      ) : (
        <div className="flex items-center gap-1">
          <IconButton label={t('earlier')} onClick={() => show(dayAfter(day, -1))} className="rotate-180">
            <Icon name="chevron" size={18} />
          </IconButton>
          <input
            type="date"
            aria-label={t('day')}
            max={today}
            value={day}
            onChange={(event) => event.target.value && show(event.target.value)}
            className="min-h-10 min-w-0 flex-1 rounded-lg border border-line-strong bg-surface px-2.5 text-sm tabular-nums"
          />
          <IconButton label={t('later')} disabled={day >= today} onClick={() => show(dayAfter(day, 1))}>
            <Icon name="chevron" size={18} />
          </IconButton>
        </div>
      )}
    </div>
  );
}

function CustomSpan({
  span,
  timeZone,
  onChange,
}: {
  readonly span: ReplaySpan;
  readonly timeZone: string;
  readonly onChange: (change: AddressChange) => void;
}) {
  const t = useTranslations('playback.span');
  const id = useId();
  const [texts, setTexts] = useState({
    from: localTimeOf(span.from, timeZone).slice(0, 16),
    to: localTimeOf(span.to, timeZone).slice(0, 16),
  });
  const [from, to] = [instantOfLocalTime(texts.from, timeZone), instantOfLocalTime(texts.to, timeZone)];
  const valid = from !== null && to !== null && to > from && to - from <= LONGEST_MS;
  return (
    <form
      className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!valid) return;
        onChange({ day: null, from: new Date(from).toISOString(), to: new Date(to).toISOString() });
      }}
    >
      {(['from', 'to'] as const).map((name) => (
        <div key={name} className="contents">
          <label htmlFor={`${id}-${name}`} className="text-sm font-medium">
            {t(name)}
          </label>
          <input
            id={`${id}-${name}`}
            type="datetime-local"
            value={texts[name]}
            aria-invalid={valid ? undefined : true}
            aria-describedby={`${id}-note`}
            onChange={(event) => setTexts({ ...texts, [name]: event.target.value })}
            className="min-h-10 min-w-0 rounded-lg border border-line-strong bg-surface px-2.5 text-sm tabular-nums aria-invalid:border-danger"
          />
        </div>
      ))}
      <p id={`${id}-note`} className={classNames('col-span-2 text-sm', valid ? 'text-muted' : 'text-danger')}>
        {valid ? t('zone', { zone: timeZone }) : t('bad')}
      </p>
      <Button type="submit" disabled={!valid} className="col-span-2">
        {t('show')}
      </Button>
    </form>
  );
}
