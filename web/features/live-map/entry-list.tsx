'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useRef, useState } from 'react';
import type { ConnectionStatus } from '../../__generated__/graphql.ts';
import type { WholeList } from '../../graphql/use-whole-list.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ConnectionFilter } from './connection-filter.tsx';
import { countByConnection, filterEntries, type Entry } from './entries.ts';
import { ListFailed, ListWithoutEntries, ListWithoutMatch } from './entry-list-states.tsx';
import { EntryRow } from './entry-row.tsx';
import type { Followed } from './follow/use-followed.ts';
import { focusNeighbour } from './focus-neighbour.ts';
import type { Selection } from './use-selection.ts';

/** Everybody in a list that can be searched, filtered and walked through by keyboard: the map's twin without a map. */
export function EntryList({
  entries,
  sources,
  selection,
  followed,
}: {
  readonly entries: readonly Entry[];
  /** What the entries are made of, for its state. */
  readonly sources: readonly WholeList<unknown>[];
  readonly selection: Selection;
  readonly followed: Followed;
}) {
  const t = useTranslations('map');
  const [text, setText] = useState('');
  const [connection, setConnection] = useState<ConnectionStatus | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const shown = useMemo(() => filterEntries(entries, { text, connection }), [entries, text, connection]);
  const counts = useMemo(() => countByConnection(entries), [entries]);
  const state = stateOf({ entries, shown, sources });

  return (
    <div className="flex h-full flex-col">
      <div className="flex flex-col gap-2.5 border-b border-line p-3">
        <SearchField
          label={t('search')}
          placeholder={t('searchHint')}
          value={text}
          onChange={setText}
          onArrowDown={() => list.current?.querySelector('button')?.focus()}
        />
        <ConnectionFilter chosen={connection} counts={counts} total={entries.length} onChoose={setConnection} />
        <Button
          aria-pressed={followed.isChoosing}
          look={followed.isChoosing ? 'primary' : 'secondary'}
          onClick={followed.isChoosing ? followed.end : followed.begin}
        >
          <Icon name="follow" size={16} />
          {t('followed.begin')}
        </Button>
        <p role="status" className="sr-only">
          {state === 'entries' ? t('count', { count: shown.length }) : ''}
        </p>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {state === 'failed' && <ListFailed onRetry={() => sources.forEach(({ reload }) => reload())} />}
        {state === 'loading' && <SkeletonRows rows={8} label={t('list')} />}
        {state === 'empty' && <ListWithoutEntries />}
        {state === 'no-match' && (
          <ListWithoutMatch
            onClear={() => {
              setText('');
              setConnection(null);
            }}
          />
        )}
        {state === 'entries' && (
          <ul ref={list} onKeyDown={(event) => focusNeighbour(event, list.current)}>
            {shown.map((entry) => (
              <EntryRow
                key={entry.key}
                entry={entry}
                selected={entry.key === selection.key}
                chosen={followed.isChoosing ? followed.entries.includes(entry) : null}
                onSelect={() =>
                  followed.isChoosing
                    ? followed.toggle(entry.key)
                    : selection.select(entry.key === selection.key ? null : entry.key)
                }
              />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function stateOf({
  entries,
  shown,
  sources,
}: {
  entries: readonly Entry[];
  shown: readonly Entry[];
  sources: readonly WholeList<unknown>[];
}): 'failed' | 'loading' | 'empty' | 'no-match' | 'entries' {
  if (sources.some(({ failed }) => failed)) return 'failed';
  if (!entries.length) return sources.some(({ loading }) => loading) ? 'loading' : 'empty';
  return shown.length ? 'entries' : 'no-match';
}
