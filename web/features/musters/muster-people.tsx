'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useMay } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { SelectField } from '../../ui/field.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { MUSTER_PARTS, partOf, type MusterList, type MusterPart } from './muster-list.ts';
import { PersonRow } from './person-row.tsx';
import { useLastPositions } from './use-last-positions.ts';

// More rows than anybody reads; a search finds the others.
const ROWS_AT_ONCE = 100;

/** The list of a muster: the missing first, to be marked by whoever stands at a station. */
export function MusterPeople({ list }: { readonly list: MusterList }) {
  const t = useTranslations('musters.people');
  const mayMark = useMay('muster:write');
  const [part, setPart] = useState<MusterPart>('missing');
  const [text, setText] = useState('');
  const [most, setMost] = useState(ROWS_AT_ONCE);
  const [stationId, setStationId] = useState('');
  const people = useMemo(() => partOf(list, { part, text }), [list, part, text]);
  const { muster } = list;
  const positions = useLastPositions(muster.id, muster.endedAt === null);
  const station = mayMark ? { musterId: muster.id, stationId: stationId || null } : null;
  return (
    <div className="flex flex-col gap-3">
      <Parts list={list} shown={part} onShow={setPart} />
      <div className="grid grid-cols-2 items-end gap-3">
        <SearchField label={t('search')} placeholder={t('search')} value={text} onChange={setText} />
        {mayMark && (
          <SelectField label={t('at')} value={stationId} onChange={(event) => setStationId(event.target.value)}>
            <option value="">{t('noStation')}</option>
            {muster.stations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
      </div>
      {people.length === 0 && <p className="py-6 text-center text-muted">{t(text ? 'noMatch' : `none.${part}`)}</p>}
      <ul aria-label={t(`parts.${part}`)} className="flex flex-col gap-2">
        {people.slice(0, most).map((listed) => (
          <PersonRow
            key={listed.person.id}
            listed={listed}
            located={positions.get(listed.person.id) ?? null}
            marking={station}
          />
        ))}
      </ul>
      {people.length > most && (
        <Button onClick={() => setMost(most + ROWS_AT_ONCE)}>{t('more', { shown: most, all: people.length })}</Button>
      )}
    </div>
  );
}

function Parts({
  list,
  shown,
  onShow,
}: {
  readonly list: MusterList;
  readonly shown: MusterPart;
  readonly onShow: (part: MusterPart) => void;
}) {
  const t = useTranslations('musters.people');
  const { missing, ask, accounted } = list.muster.counts;
  const counts = { missing, ask, accounted, all: list.people.size };
  return (
    <div
      role="group"
      aria-label={t('part')}
      className="flex gap-2 overflow-x-auto overscroll-x-contain p-0.5 sm:flex-wrap"
    >
      {MUSTER_PARTS.map((part) => (
        <button
          key={part}
          type="button"
          aria-pressed={part === shown}
          onClick={() => onShow(part)}
          className={classNames(
            'min-h-11 rounded-full border px-4 text-sm font-medium whitespace-nowrap tabular-nums max-sm:px-3',
            part === shown ? 'border-accent bg-accent-soft text-accent' : 'border-line-strong/60 hover:bg-sunken',
          )}
        >
          {t(`parts.${part}`)} {counts[part]}
        </button>
      ))}
    </div>
  );
}
