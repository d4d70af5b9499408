'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { useForm } from '../../../ui/use-form.ts';
import { TrackerChoice } from '../tracker-choice.tsx';
import { CLAIM_DEVICE } from './documents.graphql.ts';

const FIELDS = ['identifier', 'trackerId'] as const;

/** Makes a device the tenant's: its exact identifier, while it reports. */
export function ClaimDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const t = useTranslations('devices.claims');
  const [trackerId, setTrackerId] = useState<string | null>(null);
  const [key] = useState(() => crypto.randomUUID());
  const [, claim] = useMutation(CLAIM_DEVICE);

  const form = useForm(FIELDS, async (entered) => {
    const identifier = textOf(entered, 'identifier').trim();
    // The key makes a second try after a lost answer the same call; another identifier is another call.
    const input = { identifier, trackerId, idempotencyKey: `${key} ${identifier}`.slice(0, 100) };
    const payload = (await claim({ input })).data?.claimDevice;
    if (!payload?.claim) return payload?.userErrors;
    onDone();
    return null;
  });

  return (
    <FormDialog title={t('claim')} onClose={onClose} form={form} lead={t('claimLead')} submit={t('claimIt')}>
      <TextField
        name="identifier"
        label={t('identifier')}
        hint={t('identifierHint')}
        problem={form.problemOf('identifier')}
        maxLength={64}
        pattern="\S+"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        required
      />
      <TrackerChoice
        label={t('forTracker')}
        trackerId={trackerId}
        problem={form.problemOf('trackerId')}
        onChoose={setTrackerId}
      />
    </FormDialog>
  );
}
