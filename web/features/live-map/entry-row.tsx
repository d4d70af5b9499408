'use client';

import { useTranslations } from 'next-intl';
import { AgeText } from '../../live/age-text.tsx';
import { useLastHeard } from '../../live/use-last-heard.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { StatusMark } from '../../ui/status-mark.tsx';
import { connectionOf, type Entry } from './entries.ts';

/** One line of the list: who, of which unit, how well and when heard from. */
export function EntryRow({
  entry,
  selected,
  chosen,
  onSelect,
}: {
  readonly entry: Entry;
  readonly selected: boolean;
  /** Whether it is one of those to follow, or null while nobody chooses them. */
  readonly chosen: boolean | null;
  readonly onSelect: () => void;
}) {
  const t = useTranslations();
  const connection = connectionOf(entry);
  const heardAt = useLastHeard(entry.tracker);
  return (
    <li className="border-b border-line/70 [contain-intrinsic-size:auto_3.75rem] [content-visibility:auto]">
      <button
        type="button"
        aria-pressed={chosen ?? selected}
        onClick={onSelect}
        className={classNames(
          'flex w-full items-center gap-3 border-s-3 px-3.5 py-2.5 text-start -outline-offset-2!',
          (chosen ?? selected) ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-sunken',
        )}
      >
        {chosen !== null && (
          <span
            aria-hidden
            className={classNames(
              'flex size-5 shrink-0 items-center justify-center rounded-md border',
              chosen ? 'border-accent bg-accent text-accent-text' : 'border-line-strong bg-surface',
            )}
          >
            {chosen && <Icon name="check" size={14} />}
          </span>
        )}
        <StatusMark status={connection} />
        <span className="sr-only">{t(`status.${connection}`)}</span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{entry.name}</span>
          <span className="block truncate text-sm text-muted">{entry.unit ?? t(`map.kind.${entry.kind}`)}</span>
        </span>
        <span className="text-end text-sm text-muted">
          {!entry.tracker ? t('map.noTracker') : heardAt ? <AgeText instant={heardAt} /> : t('age.never')}
        </span>
      </button>
    </li>
  );
}
