'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { textOf } from '../../ui/form-text.ts';
import { RENAME_ZONE } from './documents.graphql.ts';
import type { ShownZone } from './zone-header.tsx';

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
  const [problem, setProblem] = useState<string>();
  const [{ fetching }, rename] = useMutation(RENAME_ZONE);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = textOf(new FormData(event.currentTarget), 'name').trim();
    const { data } = await rename({ input: { geofenceId: zone.id, name } });
    if (data?.updateGeofence.geofence) return onDone();
    setProblem(data?.updateGeofence.userErrors[0]?.message ?? t('failed'));
  }

  return (
    <Dialog title={t('title', { name: zone.name })} closeLabel={t('close')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <TextField name="name" label={t('name')} defaultValue={zone.name} problem={problem} maxLength={100} required />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary" disabled={fetching}>
            {fetching ? t('saving') : t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
