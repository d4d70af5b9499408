'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { ConnectionStatus } from '../../__generated__/graphql.ts';
import type { WholeList } from '../../graphql/use-whole-list.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useRowWindow, type RowWindow } from '../../ui/windowed/use-row-window.ts';
import { ConnectionFilter } from './connection-filter.tsx';
import { countByConnection, filterEntries, type Entry } from './entries.ts';
import { ListFailed, ListWithoutEntries, ListWithoutMatch, NobodyInView } from './entry-list-states.tsx';
import { EntryRows } from './entry-rows.tsx';
import type { Followed } from './follow/use-followed.ts';
import { entriesAmong } from './in-view/trackers-within.ts';
import type { InView } from './in-view/use-in-view.ts';
import type { Selection } from './use-selection.ts';

// Of one row in CSS pixels, until rows were drawn.
const ROW_PX = 61;

/** Everybody in a list that can be searched, filtered and walked through by keyboard: the map's twin without a map. */
export function EntryList({
  entries,
  sources,
  selection,
  followed,
  inView,
  isPart,
}: {
  readonly entries: readonly Entry[];
  /** What the entries are made of, for its state. */
  readonly sources: readonly WholeList<unknown>[];
  readonly selection: Selection;
  readonly followed: Followed;
  readonly inView: InView;
  /** Whether only who is in view is followed. */
  readonly isPart: boolean;
}) {
  const t = useTranslations('map');
  const [text, setText] = useState('');
  const [connection, setConnection] = useState<ConnectionStatus | null>(null);
  // Whoever types among thousands sees what they type before what fits it.
  const wanted = useDeferredValue(text);
  const fitting = useMemo(() => filterEntries(entries, { text: wanted, connection }), [entries, wanted, connection]);
  const shown = useMemo(() => entriesAmong(fitting, inView.trackerIds), [fitting, inView.trackerIds]);
  const counts = useMemo(() => countByConnection(entries), [entries]);
  const keys = useMemo(() => shown.map(({ key }) => key), [shown]);
  const kept = useMemo(() => [selection.key], [selection.key]);
  const rows = useRowWindow({ keys, kept, target: 'button', estimate: ROW_PX });
  useBeginning(rows, JSON.stringify([wanted, connection, inView.isOnly]));
  const onSelect = useSelect(selection, followed);
  const state = stateOf({ entries, fitting, shown, sources });

  return (
    <div className="flex h-full flex-col">
      <div className="flex flex-col gap-2.5 border-b border-line p-3">
        <SearchField
          label={t('search')}
          placeholder={t('searchHint')}
          value={text}
          onChange={setText}
          onArrowDown={() => rows.focusRow(0)}
        />
        <ConnectionFilter chosen={connection} counts={counts} total={entries.length} onChoose={setConnection} />
        <ListModes followed={followed} inView={inView} />
        {isPart && <p className="text-sm text-muted">{t('inView.part')}</p>}
        <ShownCount shown={shown.length} fitting={fitting.length} isOnly={inView.isOnly} state={state} />
      </div>
      <div ref={rows.scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {state === 'failed' && <ListFailed onRetry={() => sources.forEach(({ reload }) => reload())} />}
        {state === 'loading' && <SkeletonRows rows={8} label={t('list')} />}
        {state === 'empty' && <ListWithoutEntries />}
        {state === 'nobody-in-view' && <NobodyInView onShowAll={inView.toggle} />}
        {state === 'no-match' && (
          <ListWithoutMatch
            onClear={() => {
              setText('');
              setConnection(null);
            }}
          />
        )}
        {state === 'entries' && (
          <EntryRows
            entries={shown}
            rows={rows}
            selectedKey={selection.key}
            chosen={followed.isChoosing ? followed.entries : null}
            onSelect={onSelect}
          />
        )}
      </div>
    </div>
  );
}

/** How many are listed: told to everybody where that are fewer than fit, else to those who do not see the list. */
function ShownCount({
  shown,
  fitting,
  isOnly,
  state,
}: {
  readonly shown: number;
  readonly fitting: number;
  readonly isOnly: boolean;
  readonly state: ListState;
}) {
  const t = useTranslations('map');
  if (isOnly) {
    return (
      <p role="status" className="text-sm text-muted tabular-nums">
        {t('inView.count', { count: shown, total: fitting })}
      </p>
    );
  }
  return (
    <p role="status" className="sr-only">
      {state === 'entries' ? t('count', { count: shown }) : ''}
    </p>
  );
}

/** What rows are for, and which there are. */
function ListModes({ followed, inView }: { readonly followed: Followed; readonly inView: InView }) {
  const t = useTranslations('map');
  return (
    <div className="grid grid-cols-2 gap-1.5">
      <Button
        aria-pressed={followed.isChoosing}
        look={followed.isChoosing ? 'primary' : 'secondary'}
        onClick={followed.isChoosing ? followed.end : followed.begin}
      >
        <Icon name="follow" size={16} />
        {t('followed.begin')}
      </Button>
      <Button aria-pressed={inView.isOnly} look={inView.isOnly ? 'primary' : 'secondary'} onClick={inView.toggle}>
        <Icon name="map" size={16} />
        {t('inView.only')}
      </Button>
    </div>
  );
}

/** Scrolls back to the beginning when the list shows something else. @param of what it shows. */
function useBeginning({ reveal }: RowWindow, of: string): void {
  const before = useRef(of);
  useEffect(() => {
    if (before.current === of) return;
    before.current = of;
    reveal(0);
  }, [of, reveal]);
}

/** Selects who is pressed, or no longer, or chooses whom to follow; the same function all the time. */
function useSelect(selection: Selection, followed: Followed): (key: string) => void {
  const latest = useRef({ selection, followed });
  useEffect(() => {
    latest.current = { selection, followed };
  });
  return useCallback((key: string) => {
    const { selection, followed } = latest.current;
    if (followed.isChoosing) followed.toggle(key);
    else selection.select(key === selection.key ? null : key);
  }, []);
}

type ListState = 'failed' | 'loading' | 'empty' | 'no-match' | 'nobody-in-view' | 'entries';

function stateOf({
  entries,
  fitting,
  shown,
  sources,
}: {
  entries: readonly Entry[];
  fitting: readonly Entry[];
  shown: readonly Entry[];
  sources: readonly WholeList<unknown>[];
}): ListState {
  if (sources.some(({ failed }) => failed)) return 'failed';
  if (!entries.length) return sources.some(({ loading }) => loading) ? 'loading' : 'empty';
  if (!fitting.length) return 'no-match';
  return shown.length ? 'entries' : 'nobody-in-view';
}
