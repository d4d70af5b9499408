'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { FormButtons } from '../../../ui/form-buttons.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useFormProblems } from '../../../ui/use-form-problems.ts';
import { TrackerChoice } from '../tracker-choice.tsx';
import { CLAIM_DEVICE } from './documents.graphql.ts';

const FIELDS = ['identifier', 'trackerId'] as const;

/** Makes a device the tenant's: its exact identifier, while it reports. */
export function ClaimDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const t = useTranslations('devices.claims');
  const [trackerId, setTrackerId] = useState<string | null>(null);
  const [key] = useState(() => crypto.randomUUID());
  const problems = useFormProblems(FIELDS);
  const [{ fetching }, claim] = useMutation(CLAIM_DEVICE);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const identifier = textOf(new FormData(event.currentTarget), 'identifier').trim();
    // The key makes a second try after a lost answer the same call; another identifier is another call.
    const input = { identifier, trackerId, idempotencyKey: `${key} ${identifier}`.slice(0, 100) };
    const payload = (await claim({ input })).data?.claimDevice;
    if (payload?.claim) return onDone();
    problems.show(payload?.userErrors);
  }

  const general = problems.of(null);
  return (
    <Dialog title={t('claim')} closeLabel={t('close')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <p className="text-sm text-muted">{t('claimLead')}</p>
        {general && <Notice tone="danger">{general}</Notice>}
        <TextField
          name="identifier"
          label={t('identifier')}
          hint={t('identifierHint')}
          problem={problems.of('identifier')}
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
          problem={problems.of('trackerId')}
          onChoose={setTrackerId}
        />
        <FormButtons submit={t('claimIt')} busy={fetching} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
