'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useQuery } from 'urql';
import { LONGEST_SEARCH } from '../../lists/use-search-text.ts';
import { useThrottled } from '../../live/use-throttled.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { REPLAY_CHOICES } from './documents.graphql.ts';
import { MOST_LANES, nameOf, type Chosen } from './playback-address.ts';

const TYPING_PAUSE_MS = 250;

/** Chooses who and what is replayed, several at once. */
export function WhoDialog({
  chosen,
  onChange,
  onClose,
}: {
  readonly chosen: readonly Chosen[];
  readonly onChange: (chosen: readonly Chosen[]) => void;
  readonly onClose: () => void;
}) {
  const t = useTranslations('playback.chooser');
  const [text, setText] = useState('');
  const [picked, setPicked] = useState(chosen);
  const { options, failed } = useOptions(useThrottled(text.trim().slice(0, LONGEST_SEARCH), TYPING_PAUSE_MS) || null);
  const names = new Set(picked.map(nameOf));
  const full = picked.length >= MOST_LANES;
  const seen = useSeen(options);
  const toggle = ({ kind, id }: Chosen) => {
    const name = nameOf({ kind, id });
    setPicked(names.has(name) ? picked.filter((each) => nameOf(each) !== name) : [...picked, { kind, id }]);
  };
  return (
    <Dialog title={t('title')} onClose={onClose}>
      <div className="flex flex-col gap-3">
        <p className="text-sm text-muted">{t('lead', { count: MOST_LANES })}</p>
        <Picked picked={picked} seen={seen} onDrop={toggle} />
        {full && <Notice tone="info">{t('full', { count: MOST_LANES })}</Notice>}
        <SearchField label={t('search')} placeholder={t('search')} value={text} onChange={setText} />
        {failed && <Notice tone="danger">{t('failed')}</Notice>}
        {!options && !failed && <SkeletonRows rows={5} label={t('loading')} />}
        {options?.length === 0 && <p className="py-4 text-center text-sm text-muted">{t('none')}</p>}
        <ul aria-label={t('found')} className="max-h-80 divide-y divide-line/70 overflow-y-auto">
          {options?.map((option) => {
            const on = names.has(nameOf(option));
            return (
              <li key={nameOf(option)}>
                <label className="flex min-h-11 cursor-pointer items-center gap-3 px-2 py-1.5 text-sm hover:bg-sunken has-disabled:opacity-60">
                  <input
                    type="checkbox"
                    className="size-4 accent-accent"
                    checked={on}
                    disabled={full && !on}
                    onChange={() => toggle(option)}
                  />
                  <span className="min-w-0 flex-1 truncate font-medium">{option.name}</span>
                  <span className="max-w-40 truncate text-muted">{option.detail}</span>
                </label>
              </li>
            );
          })}
        </ul>
        <div className="flex items-center justify-between gap-2">
          <p role="status" className="text-sm text-muted">
            {t('count', { count: picked.length })}
          </p>
          <div className="flex gap-2">
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button
              look="primary"
              onClick={() => {
                onChange(picked);
                onClose();
              }}
            >
              {t('replay')}
            </Button>
          </div>
        </div>
      </div>
    </Dialog>
  );
}

/** Who is chosen, also those whom the search no longer finds, each to be dropped. */
function Picked({
  picked,
  seen,
  onDrop,
}: {
  readonly picked: readonly Chosen[];
  readonly seen: ReadonlyMap<string, string>;
  readonly onDrop: (chosen: Chosen) => void;
}) {
  const t = useTranslations('playback.chooser');
  if (!picked.length) return null;
  return (
    <ul aria-label={t('picked')} className="flex flex-wrap gap-1.5">
      {picked.map((each) => {
        const name = seen.get(nameOf(each)) ?? t(each.kind);
        return (
          <li
            key={nameOf(each)}
            className="flex max-w-full items-center rounded-full border border-line bg-sunken ps-3 text-sm"
          >
            <span className="min-w-0 truncate">{name}</span>
            <IconButton label={t('drop', { name })} className="size-8" onClick={() => onDrop(each)}>
              <Icon name="close" size={14} />
            </IconButton>
          </li>
        );
      })}
    </ul>
  );
}

/** The names of all that was found so far. */
function useSeen(options: readonly Option[] | null): ReadonlyMap<string, string> {
  const [seen, setSeen] = useState<ReadonlyMap<string, string>>(new Map());
  const added = options?.filter((option) => seen.get(nameOf(option)) !== option.name) ?? [];
  if (added.length) setSeen(new Map([...seen, ...added.map((option) => [nameOf(option), option.name] as const)]));
  return seen;
}

interface Option extends Chosen {
  readonly name: string;
  readonly detail: string;
}

function useOptions(search: string | null): { options: readonly Option[] | null; failed: boolean } {
  const t = useTranslations('playback.chooser');
  const [people, assets] = [useMay('people:read'), useMay('assets:read')];
  const [{ data, fetching, error }] = useQuery({ query: REPLAY_CHOICES, variables: { search, people, assets } });
  const options = data && [
    ...(data.assets?.nodes ?? []).map(({ id, name, category }): Option => ({
      kind: 'asset',
      id,
      name,
      detail: category ?? t('asset'),
    })),
    ...(data.people?.nodes ?? []).map(({ id, name, trade }): Option => ({
      kind: 'person',
      id,
      name,
      detail: trade ?? t('person'),
    })),
    ...data.trackers.nodes.map(({ id, name, identifiers }): Option => ({
      kind: 'tracker',
      id,
      name,
      detail: identifiers[0] ?? t('tracker'),
    })),
  ];
  return { options: options ?? null, failed: !data && !fetching && error !== undefined };
}
