'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef } from 'react';
import { CardPanel } from '../../ui/card-panel.tsx';
import type { Entry } from './entries.ts';
import { EntryRow } from './entry-row.tsx';
import { focusNeighbour } from './focus-neighbour.ts';
import type { Selection } from './use-selection.ts';

/** Those who stand on the same spot of the map, each to be chosen; by keyboard, too. */
export function StackCard({
  entries,
  selection,
}: {
  readonly entries: readonly Entry[];
  readonly selection: Selection;
}) {
  const t = useTranslations('map.stack');
  const { select } = selection;
  const list = useRef<HTMLUListElement>(null);
  const close = useCallback(() => select(null), [select]);
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  return (
    <CardPanel
      label={t('label')}
      title={t('title', { count: entries.length })}
      subtitle={<p className="text-sm text-muted">{t('text')}</p>}
      closeLabel={t('close')}
      onClose={close}
    >
      <ul
        ref={list}
        onKeyDown={(event) => focusNeighbour(event, list.current)}
        className="-mx-4 -mb-4 border-t border-line"
      >
        {entries.map((entry) => (
          <EntryRow key={entry.key} entry={entry} selected={false} chosen={null} onSelect={select} />
        ))}
      </ul>
    </CardPanel>
  );
}
