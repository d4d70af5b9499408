'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import type { SpeedUnit } from '../../../__generated__/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useFormProblems } from '../../../ui/use-form-problems.ts';
import { SET_DECODING } from './documents.graphql.ts';
import type { ReadTracker } from './tracker-reading.tsx';

const FIELDS = ['utcOffsetSeconds', 'timeZone', 'speedUnit', 'model'] as const;
const SPEED_UNITS: readonly SpeedUnit[] = ['KNOTS', 'KILOMETERS_PER_HOUR', 'METERS_PER_SECOND', 'MILES_PER_HOUR'];
const MINUTE_SECONDS = 60;

/** What is assumed of a device that does not say it itself. */
export function DecodingForm({ tracker, onSaved }: { readonly tracker: ReadTracker; readonly onSaved: () => void }) {
  const t = useTranslations('devices.reading');
  const problems = useFormProblems(FIELDS);
  const [saved, setSaved] = useState(false);
  const [{ fetching }, save] = useMutation(SET_DECODING);
  const { decoding } = tracker;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const minutes = textOf(form, 'utcOffset').trim();
    const input = {
      trackerId: tracker.id,
      utcOffsetSeconds: minutes ? Math.round(Number(minutes) * MINUTE_SECONDS) : null,
      timeZone: textOf(form, 'timeZone').trim() || null,
      speedUnit: SPEED_UNITS.find((unit) => unit === textOf(form, 'speedUnit')) ?? null,
      model: textOf(form, 'model').trim() || null,
    };
    const payload = (await save({ input })).data?.setTrackerDecoding;
    setSaved(Boolean(payload?.tracker));
    if (!payload?.tracker) return problems.show(payload?.userErrors);
    onSaved();
  }

  const general = problems.of(null);
  const offset = decoding?.utcOffsetSeconds;
  return (
    <Panel title={t('decoding')}>
      <form onSubmit={(event) => void submit(event)} onChange={() => setSaved(false)} className="flex flex-col gap-4">
        <p className="text-sm text-muted">{t('decodingLead')}</p>
        {general && <Notice tone="danger">{general}</Notice>}
        <TextField
          name="utcOffset"
          type="number"
          step="any"
          label={t('offset')}
          hint={t('offsetHint')}
          defaultValue={typeof offset === 'number' ? offset / MINUTE_SECONDS : undefined}
          problem={problems.of('utcOffsetSeconds')}
        />
        <TextField
          name="timeZone"
          label={t('timeZone')}
          hint={t('timeZoneHint')}
          defaultValue={decoding?.timeZone ?? undefined}
          problem={problems.of('timeZone')}
          placeholder="Europe/Berlin"
          autoComplete="off"
          spellCheck={false}
        />
        <SelectField
          name="speedUnit"
          label={t('speedUnit')}
          hint={t('speedUnitHint')}
          defaultValue={decoding?.speedUnit ?? ''}
          problem={problems.of('speedUnit')}
        >
          <option value="">{t('usual')}</option>
          {SPEED_UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {t(`speedUnits.${unit}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          name="model"
          label={t('model')}
          hint={t('modelHint')}
          defaultValue={decoding?.model ?? undefined}
          problem={problems.of('model')}
          maxLength={50}
          autoComplete="off"
          spellCheck={false}
        />
        {saved && <Notice tone="success">{t('saved')}</Notice>}
        <Button type="submit" look="primary" className="self-end" disabled={fetching}>
          {t('save')}
        </Button>
      </form>
    </Panel>
  );
}
