'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { useLive } from '../live-provider.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import type { AsOf } from './use-as-of.ts';
import { instantOfLocalTime, localTimeOf } from '../zoned-time.ts';

const STEP_MS = 5 * 60_000;
const SECOND_MS = 1_000;
// A year that is being typed is not yet the year meant.
const TYPING_PAUSE_MS = 600;
// No position is older.
const EARLIEST = Date.parse('2000-01-01T00:00:00Z');

/** Chooses the instant a page shows, in the time zone of the tenant. */
export function AsOfControl({ asOf }: { readonly asOf: AsOf }) {
  const t = useTranslations('asOf');
  const now = useWholeSecond();
  if (asOf.instant === null) {
    return (
      <Button onClick={() => asOf.show(now())}>
        <Icon name="clock" size={16} />
        {t('lookBack')}
      </Button>
    );
  }
  return <TimeField instant={asOf.instant} onChange={asOf.show} />;
}

/** The present second, Unix milliseconds by the server's clock: where looking back begins. */
export function useWholeSecond(): () => number {
  const { clock } = useLive();
  return () => Math.floor(clock.now() / SECOND_MS) * SECOND_MS;
}

function TimeField({ instant, onChange }: { readonly instant: number; readonly onChange: (instant: number) => void }) {
  const t = useTranslations('asOf');
  const timeZone = useTimeZone() ?? 'UTC';
  const { clock } = useLive();
  const id = useId();
  const [text, setText] = useState(() => localTimeOf(instant, timeZone));
  const [shown, setShown] = useState(instant);
  if (shown !== instant) {
    setShown(instant);
    setText(localTimeOf(instant, timeZone));
  }
  const chosen = instantOfLocalTime(text, timeZone);
  const valid = chosen !== null && chosen >= EARLIEST && chosen <= clock.now();
  useEffect(() => {
    // The field knows no parts of a second.
    if (!valid || chosen === null || localTimeOf(instant, timeZone) === localTimeOf(chosen, timeZone)) return undefined;
    const timer = setTimeout(() => onChange(chosen), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [valid, chosen, instant, timeZone, onChange]);
  const later = instant + STEP_MS;
  return (
    <div className="flex flex-wrap items-center gap-1.5 max-sm:w-full">
      <label htmlFor={id} className="text-sm font-medium max-sm:sr-only">
        {t('asOf')}
      </label>
      <IconButton label={t('earlier')} onClick={() => onChange(instant - STEP_MS)} className="rotate-180">
        <Icon name="chevron" size={18} />
      </IconButton>
      <input
        id={id}
        type="datetime-local"
        step={1}
        value={text}
        aria-invalid={valid ? undefined : true}
        aria-describedby={`${id}-note`}
        onChange={(event) => setText(event.target.value)}
        className="min-h-10 min-w-0 rounded-lg border border-line-strong bg-surface px-3 text-sm tabular-nums aria-invalid:border-danger max-sm:flex-1"
      />
      <IconButton label={t('later')} disabled={later > clock.now()} onClick={() => onChange(later)}>
        <Icon name="chevron" size={18} />
      </IconButton>
      <p
        id={`${id}-note`}
        className={classNames(
          'text-sm max-sm:w-full max-sm:ps-12',
          valid ? 'text-muted max-sm:sr-only' : 'text-danger',
        )}
      >
        {valid ? t('timeZone', { zone: timeZone }) : t('badTime')}
      </p>
    </div>
  );
}
