'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { instantOfLocalTime } from '../../../live/zoned-time.ts';
import { TextField } from '../../../ui/field.tsx';
import { textOf } from '../../../ui/form-text.ts';

const SECOND_MS = 1_000;

/** Times for points without one: when the first was recorded, and how long it is from one to the next. */
export function MissingTimes() {
  const t = useTranslations('devices.import');
  const [isOn, setOn] = useState(false);
  return (
    <fieldset className="flex flex-col gap-3">
      <label className="flex items-center gap-2 text-sm">
        <input type="checkbox" checked={isOn} onChange={(event) => setOn(event.target.checked)} className="size-4" />
        {t('missingTimes')}
      </label>
      {isOn && (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="startAt" type="datetime-local" label={t('startAt')} hint={t('startAtHint')} required />
          <TextField
            name="step"
            type="number"
            label={t('step')}
            defaultValue={1}
            min={0}
            max={86_400}
            step="any"
            required
          />
        </div>
      )}
    </fieldset>
  );
}

/** The times as the form holds them in a time zone, or null where points without one are to be left out. */
export function readMissingTimes(
  form: FormData,
  timeZone: string,
): { readonly startAt: string; readonly stepMs: number } | null {
  const startAt = instantOfLocalTime(textOf(form, 'startAt'), timeZone);
  if (startAt === null) return null;
  return { startAt: new Date(startAt).toISOString(), stepMs: Math.round(Number(textOf(form, 'step')) * SECOND_MS) };
}
