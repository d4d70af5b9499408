'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { textOf } from '../../ui/form-text.ts';
import { useForm } from '../../ui/use-form.ts';
import { RENAME_ZONE } from './documents.graphql.ts';
import type { ShownZone } from './zone-header.tsx';

const FIELDS = ['name'] as const;

/** Gives a zone another name; shape and rules stay. */
export function RenameDialog({
  zone,
  onClose,
  onDone,
}: {
  readonly zone: ShownZone;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useTranslations('zonePages.rename');
  const [, rename] = useMutation(RENAME_ZONE);

  const form = useForm(FIELDS, async (entered) => {
    const name = textOf(entered, 'name').trim();
    const payload = (await rename({ input: { geofenceId: zone.id, name } })).data?.updateGeofence;
    if (!payload?.geofence) return payload?.userErrors;
    onDone();
    return null;
  });

  return (
    <FormDialog title={t('title', { name: zone.name })} onClose={onClose} form={form} submit={t('save')}>
      <TextField
        name="name"
        label={t('name')}
        defaultValue={zone.name}
        problem={form.problemOf('name')}
        maxLength={100}
        required
      />
    </FormDialog>
  );
}
