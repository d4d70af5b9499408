'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState, type ReactNode } from 'react';
import { focusFirstRow, moveAlongRows } from '../lists/row-keys.ts';
import { LONGEST_SEARCH } from '../lists/use-search-text.ts';
import { useThrottled } from '../live/use-throttled.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

/** Something that can be picked. */
export interface PickOption {
  readonly key: string;
  readonly name: string;
  readonly detail: ReactNode;
}

/** What a search found. */
export interface PickAnswer {
  /** Null while unknown. */
  readonly options: readonly PickOption[] | null;
  readonly failed: boolean;
}

const TYPING_PAUSE_MS = 250;

/** Picks one of many that the server searches. */
export function PickDialog({
  title,
  search,
  lead,
  useOptions,
  onPick,
  onClose,
}: {
  readonly title: string;
  /** Name of the search field. */
  readonly search: string;
  readonly lead?: string;
  /** A hook: what there is for a text, null for no text. */
  readonly useOptions: (text: string | null) => PickAnswer;
  /** Acts on what was picked; gives what went wrong, or null. */
  readonly onPick: (key: string) => Promise<string | null>;
  readonly onClose: () => void;
}) {
  const t = useTranslations('records.pick');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const { options, failed } = useOptions(useThrottled(text.trim().slice(0, LONGEST_SEARCH), TYPING_PAUSE_MS) || null);

  async function pick(key: string) {
    setBusy(true);
    setProblem(await onPick(key));
    setBusy(false);
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <div className="flex flex-col gap-3">
        {lead && <p className="text-sm text-muted">{lead}</p>}
        {problem && <Notice tone="danger">{problem}</Notice>}
        <SearchField
          label={search}
          placeholder={search}
          value={text}
          onChange={setText}
          onArrowDown={() => focusFirstRow(list.current)}
        />
        {failed && <Notice tone="danger">{t('failed')}</Notice>}
        {!options && !failed && <SkeletonRows rows={4} label={t('loading')} />}
        {options?.length === 0 && <p className="py-4 text-center text-sm text-muted">{t('none')}</p>}
        <ul
          ref={list}
          aria-label={t('found')}
          onKeyDown={(event) => moveAlongRows(event, list.current)}
          className="max-h-72 divide-y divide-line/70 overflow-y-auto"
        >
          {options?.map(({ key, name, detail }) => (
            <li key={key}>
              <button
                type="button"
                data-row
                disabled={busy}
                onClick={() => void pick(key)}
                className="flex w-full flex-wrap items-baseline justify-between gap-x-3 px-2 py-2.5 text-start text-sm -outline-offset-2! hover:bg-sunken disabled:opacity-60"
              >
                <span className="font-medium">{name}</span>
                <span className="text-muted">{detail}</span>
              </button>
            </li>
          ))}
        </ul>
        <div className="flex justify-end">
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
