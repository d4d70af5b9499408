'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { TextField } from '../../ui/field.tsx';
import { timeZones } from './time-zones.ts';

/** A time zone, found by typing a part of its name; the browser's own stands there at first. */
export function TimeZoneField(props: { name: string; label: string; hint: string; problem: string | undefined }) {
  const t = useTranslations('setUp');
  const id = useId();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = timeZones(Intl.supportedValuesOf('timeZone'), own);
  return (
    <>
      <TextField
        {...props}
        list={id}
        defaultValue={own}
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onInput={({ currentTarget }) => {
          const known = zones.includes(currentTarget.value.trim());
          currentTarget.setCustomValidity(known ? '' : t('timeZoneUnknown'));
        }}
      />
      <datalist id={id}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
