'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useClient } from 'urql';
import { SelectField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { useForm } from '../../../ui/use-form.ts';
import { PlaceField } from '../place-field.tsx';
import { usePlaces } from '../use-places.ts';
import { exportFile, FORMATS } from './export-file.ts';
import { EXPORT_ZONES } from './export.graphql.ts';

const FIELDS = ['format', 'placeId'] as const;

/** Saves zones as a file: all of them, or those of a place with all below it. */
export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('zonePages.export');
  const client = useClient();
  const { nodes: places } = usePlaces();
  const [count, setCount] = useState<number | null>(null);

  const form = useForm(FIELDS, async (entered) => {
    const format = FORMATS.find((one) => one === textOf(entered, 'format')) ?? 'GEOJSON';
    const placeId = textOf(entered, 'placeId') || null;
    const asked = { format, placeId };
    const { data, error } = await client.query(EXPORT_ZONES, asked, { requestPolicy: 'network-only' }).toPromise();
    const [refused] = error?.graphQLErrors ?? [];
    if (!data) return refused && [{ field: [], code: 'INVALID', message: refused.message }];
    const { text, geofences } = data.exportGeofences;
    setCount(geofences);
    const place = places.find(({ id }) => id === placeId);
    const { name, type } = exportFile(place ? `${t('fileName')} ${place.name}` : t('fileName'), format);
    if (geofences) saveFile(name, [text], type);
    return null;
  });

  return (
    <FormDialog title={t('title')} lead={t('lead')} onClose={onClose} form={form} submit={t('save')}>
      <SelectField name="format" label={t('format')} problem={form.problemOf('format')} defaultValue="GEOJSON">
        {FORMATS.map((format) => (
          <option key={format} value={format}>
            {t(`formats.${format}`)}
          </option>
        ))}
      </SelectField>
      <PlaceField placeId="" label={t('place')} none={t('all')} problem={form.problemOf('placeId')} />
      {count !== null && <Notice tone={count ? 'success' : 'warning'}>{t('done', { count })}</Notice>}
    </FormDialog>
  );
}
