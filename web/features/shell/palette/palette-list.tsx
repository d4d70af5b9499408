'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { classNames } from '../../../ui/class-names.ts';
import { Icon } from '../../../ui/icon.tsx';
import type { PaletteEntry } from './palette-entries.ts';

/** What the palette offers, in groups; one of it is chosen. */
export function PaletteList({
  id,
  entries,
  at,
  onPoint,
  onRun,
}: {
  /** Id of the list; that of each option is this with its place. */
  readonly id: string;
  readonly entries: readonly PaletteEntry[];
  /** Place of what is chosen. */
  readonly at: number;
  readonly onPoint: (place: number) => void;
  readonly onRun: (entry: PaletteEntry) => void;
}) {
  const t = useTranslations('palette');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at, entries]);
  const groups = [...new Set(entries.map(({ group }) => group))];
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('title')}
      className="max-h-[min(26rem,60dvh)] overflow-y-auto overscroll-contain p-2"
    >
      {groups.map((group) => (
        <div key={group} role="group" aria-label={t(`groups.${group}`)}>
          <p aria-hidden className="px-3 pt-2 pb-1 text-xs font-medium text-muted">
            {t(`groups.${group}`)}
          </p>
          {entries.map((entry, place) =>
            entry.group === group ? (
              // The field above keeps the focus and answers the keys, as of every combobox.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={entry.key}
                id={`${id}-${place}`}
                role="option"
                tabIndex={-1}
                aria-selected={place === at}
                onPointerMove={() => onPoint(place)}
                onClick={() => onRun(entry)}
                className={classNames(
                  'flex min-h-10 cursor-pointer items-center gap-3 rounded-lg px-3 py-1.5 text-sm',
                  place === at && 'bg-accent-soft text-accent',
                )}
              >
                <Icon name={entry.icon} size={18} />
                <span className="min-w-0 flex-1 truncate font-medium">{entry.name}</span>
                {entry.detail && <span className="max-w-40 truncate text-muted">{entry.detail}</span>}
              </div>
            ) : null,
          )}
        </div>
      ))}
    </div>
  );
}
