'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Units } from '../../../lists/use-units.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Wanted } from './add-people.ts';
import { PreviewRow } from './preview-row.tsx';
import { COLUMNS, type PersonRow } from './read-people.ts';

// Good rows look alike; all that is wrong is shown.
const GOOD_SHOWN = 50;

/** What a file says, before anything is sent: the lines with something wrong first. */
export function Preview({
  fileName,
  rows,
  units,
  onBack,
  onSend,
}: {
  readonly fileName: string;
  readonly rows: readonly PersonRow[];
  readonly units: Units;
  readonly onBack: () => void;
  readonly onSend: (wanted: readonly Wanted[]) => void;
}) {
  const t = useTranslations('people.import');
  const [withRepeated, setWithRepeated] = useState(false);
  const wanted = rows.flatMap(({ line, person, repeated }) =>
    person && (withRepeated || !repeated) ? [{ line, person }] : [],
  );
  const bad = rows.filter(({ person }) => !person);
  const good = rows.filter(({ person }) => person);
  const repeated = good.filter((row) => row.repeated).length;
  return (
    <div className="flex flex-col gap-4">
      <Notice tone={bad.length ? 'warning' : 'info'}>
        {t('found', { file: fileName, good: good.length, bad: bad.length })}
      </Notice>
      {repeated > 0 && (
        <label className="flex items-start gap-2 text-sm">
          <input
            type="checkbox"
            checked={withRepeated}
            onChange={(event) => setWithRepeated(event.target.checked)}
            className="mt-0.5 size-4"
          />
          {t('withRepeated', { count: repeated })}
        </label>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onBack}>{t('again')}</Button>
        <Button look="primary" disabled={!wanted.length} onClick={() => onSend(wanted)}>
          {t('send', { count: wanted.length })}
        </Button>
      </div>
      <div className="-mx-4 border-t border-line">
        <Table
          label={t('table')}
          columns={[t('line'), ...COLUMNS.map((column) => t(`columns.${column}`)), t('verdict')].map((name) => ({
            name,
          }))}
        >
          {[...bad, ...good.slice(0, GOOD_SHOWN)].map((row) => (
            <PreviewRow key={row.line} row={row} units={units} leftOut={row.repeated && !withRepeated} />
          ))}
        </Table>
      </div>
      {good.length > GOOD_SHOWN && (
        <p className="text-sm text-muted">{t('moreGood', { count: good.length - GOOD_SHOWN })}</p>
      )}
    </div>
  );
}
