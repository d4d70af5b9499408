'use client';

import { useEffect, useMemo, useRef } from 'react';
import type { RowWindow } from '../../ui/windowed/use-row-window.ts';
import type { Entry } from './entries.ts';
import { EntryRow } from './entry-row.tsx';

/** Entries in rows, of which only those in sight are in the document. */
export function EntryRows({
  entries,
  rows,
  selectedKey,
  chosen,
  onSelect,
}: {
  readonly entries: readonly Entry[];
  /** Over the keys of the entries. */
  readonly rows: RowWindow;
  readonly selectedKey: string | null;
  /** Who is to be followed, or null while nobody chooses them. */
  readonly chosen: readonly Entry[] | null;
  readonly onSelect: (key: string) => void;
}) {
  const stop = useStop(entries, rows, selectedKey);
  const chosenKeys = useMemo(() => chosen && new Set(chosen.map(({ key }) => key)), [chosen]);
  useRevealed(entries, rows, selectedKey);
  return (
    <ul onKeyDown={rows.onKeyDown} onFocus={rows.onFocus}>
      {rows.parts.map((part) => {
        if (part.kind === 'room') {
          return (
            <li key={`before-${part.before}`} aria-hidden style={{ height: part.height, overflowAnchor: 'none' }} />
          );
        }
        const entry = entries[part.index];
        return (
          entry && (
            <EntryRow
              key={entry.key}
              ref={rows.row}
              index={part.index}
              count={entries.length}
              isStop={entry.key === stop}
              entry={entry}
              selected={entry.key === selectedKey}
              chosen={chosenKeys && chosenKeys.has(entry.key)}
              onSelect={onSelect}
            />
          )
        );
      })}
    </ul>
  );
}

/** The row the key Tab leads to: the one that had the focus, else who is selected, else the first that is drawn. */
function useStop(entries: readonly Entry[], rows: RowWindow, selectedKey: string | null): string | null {
  const drawn = rows.parts.flatMap((part) => (part.kind === 'row' ? (entries[part.index]?.key ?? []) : []));
  return [rows.current, selectedKey].find((key) => key !== null && drawn.includes(key)) ?? drawn[0] ?? null;
}

/** Scrolls to whoever is selected, once: by the map, by an address. */
function useRevealed(entries: readonly Entry[], rows: RowWindow, selectedKey: string | null): void {
  const revealed = useRef<string | null>(null);
  useEffect(() => {
    if (revealed.current === selectedKey) return;
    const index = entries.findIndex(({ key }) => key === selectedKey);
    if (selectedKey !== null && index < 0) return;
    revealed.current = selectedKey;
    if (index >= 0) rows.reveal(index);
  }, [entries, rows, selectedKey]);
}
