'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { showDialog, useDialogAddress } from '../../../ui/dialog-address.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PlaceForm, type MadePlace } from './place-form.tsx';

const close = () => showDialog('add-place', null);

/** The dialog that makes a place, over whatever page asks for it; then its first zone is drawn or read from a file. */
export function AddPlace() {
  const asked = useDialogAddress('add-place');
  return asked === null ? null : <AddPlaceDialog key={asked} parentId={asked} />;
}

/** @param parentId the place above, chosen at first; empty for none. */
function AddPlaceDialog({ parentId }: { readonly parentId: string }) {
  const t = useTranslations('zonePages.addPlace');
  const [made, setMade] = useState<MadePlace | null>(null);
  return (
    <Dialog title={t('title')} onClose={close}>
      {made ? <Next place={made} /> : <PlaceForm parentId={parentId} onMade={setMade} onCancel={close} />}
    </Dialog>
  );
}

function Next({ place: { id, name } }: { readonly place: MadePlace }) {
  const t = useTranslations('zonePages.addPlace');

  function bringFile() {
    close();
    showDialog('import-zones', id);
  }

  return (
    <div className="flex flex-col gap-4">
      <Notice tone="success">{t('made', { name })}</Notice>
      <p className="text-sm text-muted">{t('where')}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={close}>
          {t('later')}
        </Button>
        <LinkButton href={`/places/${id}`}>{t('plan')}</LinkButton>
        <Button onClick={bringFile}>{t('import')}</Button>
        <LinkButton href={`/zones/new?place=${encodeURIComponent(id)}`}>{t('draw')}</LinkButton>
      </div>
    </div>
  );
}
