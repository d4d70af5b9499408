'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { Icon } from '../../../ui/icon.tsx';
import { fitting, grouped, stepped, type PaletteEntry } from './palette-entries.ts';
import { PaletteList } from './palette-list.tsx';
import { useCommands } from './use-commands.ts';
import { useFound } from './use-found.ts';
import { useFurther } from './use-further.ts';

/** The palette itself: the field keeps the focus, arrow keys choose, Enter goes there (a combobox with a list box). */
export function PaletteDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('palette');
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = useFound(text);
  const [commands, further] = [useCommands(), useFurther()];
  const entries = grouped([...fitting(text.trim() ? [...commands, ...further] : commands, text), ...found.entries]);
  const at = Math.min(chosen, Math.max(0, entries.length - 1));
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  function run(entry: PaletteEntry | undefined) {
    if (!entry) return;
    onClose();
    entry.act();
  }

  function onKey(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    if (step !== null && entries.length) setChosen(stepped(at, { step, count: entries.length }));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(entries[at]);
    else return;
    event.preventDefault();
  }

  return (
    <dialog
      ref={dialog}
      aria-label={t('title')}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
      className="mx-auto mt-[12dvh] mb-auto w-[min(38rem,calc(100vw-1.5rem))] overflow-hidden rounded-2xl border border-line bg-raised text-text shadow-panel max-sm:mt-3"
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <span className="text-muted">
          <Icon name="search" />
        </span>
        <input
          // A dialog that was asked for to type in.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          type="text"
          role="combobox"
          aria-label={t('title')}
          aria-expanded={entries.length > 0}
          aria-controls={id}
          aria-activedescendant={entries[at] ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKey}
          className="min-h-14 min-w-0 flex-1 bg-transparent outline-none placeholder:text-muted"
        />
        <kbd className="rounded-md border border-line bg-sunken px-1.5 py-0.5 text-xs text-muted max-sm:hidden">
          Esc
        </kbd>
      </div>
      <PaletteList id={id} entries={entries} at={at} onPoint={setChosen} onRun={run} />
      <p role="status" className="px-4 pb-3 text-sm text-muted empty:hidden">
        {found.failed ? t('failed') : found.searching ? t('searching') : entries.length ? '' : t('none')}
      </p>
    </dialog>
  );
}
