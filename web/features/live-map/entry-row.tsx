'use client';

import { useTranslations } from 'next-intl';
import { memo, type RefCallback } from 'react';
import type { TrackerRowFragment } from '../../__generated__/graphql.ts';
import { AgeText } from '../../live/age-text.tsx';
import { useLive } from '../../live/live-provider.tsx';
import { usePast } from '../../live/past/past.tsx';
import { useLastHeard } from '../../live/use-last-heard.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { StatusMark } from '../../ui/status-mark.tsx';
import { connectionOf, type Entry } from './entries.ts';

/** Where a row stands in a list of which only a part is drawn. */
export interface RowPlace {
  readonly index: number;
  /** How many rows the list has. */
  readonly count: number;
  /** Whether the key Tab leads here: one row of the list, from which the arrow keys lead on. */
  readonly isStop: boolean;
  readonly ref: RefCallback<HTMLElement>;
}

/** One line of the list: who, of which unit, how well and when heard from. Drawn anew only when something of it changed. */
export const EntryRow = memo(function EntryRow({
  entry,
  selected,
  chosen,
  onSelect,
  index,
  count,
  isStop = true,
  ref,
}: Partial<RowPlace> & {
  readonly entry: Entry;
  readonly selected: boolean;
  /** Whether it is one of those to follow, or null while nobody chooses them. */
  readonly chosen: boolean | null;
  /** Takes the key of the entry; pass the same function while it does the same. */
  readonly onSelect: (key: string) => void;
}) {
  const t = useTranslations();
  const connection = connectionOf(entry);
  return (
    <li
      ref={ref}
      data-index={index}
      aria-setsize={count}
      aria-posinset={index === undefined ? undefined : index + 1}
      className="border-b border-line/70"
    >
      <button
        type="button"
        aria-pressed={chosen ?? selected}
        tabIndex={isStop ? undefined : -1}
        onClick={() => onSelect(entry.key)}
        className={classNames(
          'flex w-full items-center gap-3 border-s-3 px-3.5 py-2.5 text-start -outline-offset-2!',
          (chosen ?? selected) ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-sunken',
        )}
      >
        {chosen !== null && <ChoiceMark chosen={chosen} />}
        <StatusMark status={connection} />
        <span className="sr-only">{t(`status.${connection}`)}</span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{entry.name}</span>
          <span className="block truncate text-sm text-muted">{entry.unit ?? t(`map.kind.${entry.kind}`)}</span>
        </span>
        <span className="text-end text-sm text-muted">
          {entry.tracker ? <HeardAge tracker={entry.tracker} /> : t('map.noTracker')}
        </span>
      </button>
    </li>
  );
});

function ChoiceMark({ chosen }: { readonly chosen: boolean }) {
  return (
    <span
      aria-hidden
      className={classNames(
        'flex size-5 shrink-0 items-center justify-center rounded-md border',
        chosen ? 'border-accent bg-accent text-accent-text' : 'border-line-strong bg-surface',
      )}
    >
      {chosen && <Icon name="check" size={14} />}
    </span>
  );
}

function HeardAge({ tracker }: { readonly tracker: TrackerRowFragment }) {
  const t = useTranslations('age');
  const heardAt = useLastHeard(tracker);
  const { positionFeed } = useLive();
  const past = usePast();
  // Of whom the stream does not tell, nobody knows here how long they have been silent; looked at every second, as ages are.
  if (!past && !positionFeed.follows(tracker.id)) return t('notInView');
  return heardAt ? <AgeText instant={heardAt} /> : t('never');
}
