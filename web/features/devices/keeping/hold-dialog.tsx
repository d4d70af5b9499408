'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { useForm } from '../../../ui/use-form.ts';
import { TrackerChoice } from '../tracker-choice.tsx';
import { PLACE_HOLD } from '../../../records/holds/holds.graphql.ts';

const FIELDS = ['reason', 'trackerId'] as const;

/** Keeps the positions of a tracker, or of everybody. */
export function HoldDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const t = useTranslations('devices.keeping');
  const [trackerId, setTrackerId] = useState<string | null>(null);
  const [, place] = useMutation(PLACE_HOLD);

  const form = useForm(FIELDS, async (entered) => {
    const reason = textOf(entered, 'reason').trim();
    const payload = (await place({ input: { reason, ...(trackerId && { trackerId }) } })).data?.placeLegalHold;
    if (!payload?.hold) return payload?.userErrors;
    onDone();
    return null;
  });

  return (
    <FormDialog title={t('place')} onClose={onClose} form={form} submit={t('placeIt')}>
      <TrackerChoice
        label={t('tracker')}
        trackerId={trackerId}
        problem={form.problemOf('trackerId')}
        onChoose={setTrackerId}
      />
      <p className="-mt-2 text-sm text-muted">{t(trackerId ? 'trackerIsHeld' : 'everybodyIsHeld')}</p>
      <TextField name="reason" label={t('why')} problem={form.problemOf('reason')} maxLength={200} required />
    </FormDialog>
  );
}
