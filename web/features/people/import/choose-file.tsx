'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useClient } from 'urql';
import type { NamesOfPeopleQuery } from '../../../__generated__/graphql.ts';
import { wholeList } from '../../../graphql/whole-list.ts';
import { unitTree } from '../../../lists/unit-tree.ts';
import { UNITS } from '../../../lists/units.graphql.ts';
import { unitsOf } from '../../../lists/use-units.ts';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { decodeText } from './decode-text.ts';
import { NAMES_OF_PEOPLE } from './import.graphql.ts';
import { MOST_PEOPLE, readPeople, type PersonRow } from './read-people.ts';

const LARGEST_BYTES = 1_000_000;

/** Takes a file, and tells what it says once it can be read. */
export function ChooseFile({ onRead }: { readonly onRead: (fileName: string, rows: readonly PersonRow[]) => void }) {
  const t = useTranslations('people.import');
  const client = useClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function read(file: File | null) {
    if (!file || busy) return;
    setProblem(null);
    if (file.size > LARGEST_BYTES) return setProblem(t('problems.too-large'));
    setBusy(true);
    const [bytes, people, units] = await Promise.all([
      // It may have been moved or changed since it was chosen.
      file.arrayBuffer().catch(() => null),
      wholeList(client, NAMES_OF_PEOPLE, peopleOf),
      wholeList(client, UNITS, unitsOf),
    ]);
    setBusy(false);
    if (!bytes) return setProblem(t('problems.unreadable'));
    if (!people || !units) return setProblem(t('problems.silent'));
    const names = new Set(people.map(({ name }) => name));
    const found = readPeople(decodeText(bytes), { units: unitTree(units), names });
    if (found.kind === 'rows') return onRead(file.name, found.rows);
    const line = found.kind === 'open-quote' ? found.line : 0;
    setProblem(t(`problems.${found.kind}`, { line, count: MOST_PEOPLE }));
  }

  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-2xl text-sm text-muted">{t('lead')}</p>
      {problem && <Notice tone="danger">{problem}</Notice>}
      {busy && <Notice tone="info">{t('reading')}</Notice>}
      <FileDrop
        label={t('file')}
        hint={t('fileHint', { count: MOST_PEOPLE })}
        accept=".csv,.tsv,.txt,text/csv"
        file={null}
        texts={{ choose: t('choose'), drop: t('drop'), clear: t('again') }}
        onFile={(file) => void read(file)}
      />
      <div className="flex flex-col gap-1.5 text-sm">
        <span className="font-medium">{t('example')}</span>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys */}
        <pre tabIndex={0} aria-label={t('example')} className="overflow-x-auto rounded-lg bg-sunken p-3 text-xs">
          {t('exampleText')}
        </pre>
        <a
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${t('exampleText')}\n`)}`}
          download={t('exampleFile')}
          className="self-start font-medium text-accent hover:underline"
        >
          {t('exampleDownload')}
        </a>
      </div>
    </div>
  );
}

function peopleOf(data: NamesOfPeopleQuery): NamesOfPeopleQuery['people'] {
  return data.people;
}
