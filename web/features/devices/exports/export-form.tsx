'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import type { PositionExportFormat } from '../../../__generated__/graphql.ts';
import { useNow } from '../../../live/live-provider.tsx';
import { dayOf } from '../../../live/zoned-days.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useFormProblems } from '../../../ui/use-form-problems.ts';
import { TrackerChoice } from '../tracker-choice.tsx';
import { START_EXPORT } from './documents.graphql.ts';
import { spanBetween } from './span-between.ts';

const FIELDS = ['format', 'from', 'to', 'trackerIds'] as const;
const FORMATS: readonly PositionExportFormat[] = ['CSV', 'GPX', 'KML', 'GEOJSON', 'TCX', 'NDJSON', 'PARQUET'];

/** Asks for a new export: which days, whose positions, and in what format. */
export function ExportForm({ onStarted }: { readonly onStarted: () => void }) {
  const t = useTranslations('devices.exports');
  const timeZone = useTimeZone() ?? 'UTC';
  const today = dayOf(useNow(), timeZone);
  const [trackerId, setTrackerId] = useState<string | null>(null);
  const problems = useFormProblems(FIELDS);
  const [{ fetching }, start] = useMutation(START_EXPORT);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = {
      format: FORMATS.find((each) => each === textOf(form, 'format')) ?? 'CSV',
      ...spanBetween({ first: textOf(form, 'from'), last: textOf(form, 'to'), timeZone }),
      ...(trackerId && { trackerIds: [trackerId] }),
      idempotencyKey: crypto.randomUUID(),
    };
    const payload = (await start({ input })).data?.startPositionExport;
    if (!payload?.export) return problems.show(payload?.userErrors);
    problems.clear();
    onStarted();
  }

  const general = problems.of(null);
  return (
    <Panel title={t('start')}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {general && <Notice tone="danger">{general}</Notice>}
        <SelectField name="format" label={t('format')} problem={problems.of('format')} defaultValue="CSV">
          {FORMATS.map((each) => (
            <option key={each} value={each}>
              {t(`formats.${each}`)}
            </option>
          ))}
        </SelectField>
        <div className="grid grid-cols-2 gap-4">
          <TextField
            name="from"
            type="date"
            label={t('from')}
            defaultValue={today}
            max={today}
            problem={problems.of('from')}
            required
          />
          <TextField
            name="to"
            type="date"
            label={t('to')}
            defaultValue={today}
            max={today}
            problem={problems.of('to')}
            required
          />
        </div>
        <TrackerChoice
          label={t('tracker')}
          trackerId={trackerId}
          problem={problems.of('trackerIds')}
          onChoose={setTrackerId}
        />
        {trackerId === null && <p className="-mt-2 text-sm text-muted">{t('allTrackers')}</p>}
        <Button type="submit" look="primary" className="self-end" disabled={fetching}>
          {t('start')}
        </Button>
      </form>
    </Panel>
  );
}
