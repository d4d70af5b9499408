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
import { PLACE_HOLD } from './documents.graphql.ts';

const FIELDS = ['reason', 'trackerId'] as const;

/** Keeps the positions of a tracker, or of everybody. */
export function HoldDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const t = useTranslations('devices.keeping');
  const [trackerId, setTrackerId] = useState<string | null>(null);
  const problems = useFormProblems(FIELDS);
  const [{ fetching }, place] = useMutation(PLACE_HOLD);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = textOf(new FormData(event.currentTarget), 'reason').trim();
    const payload = (await place({ input: { reason, ...(trackerId && { trackerId }) } })).data?.placeLegalHold;
    if (payload?.hold) return onDone();
    problems.show(payload?.userErrors);
  }

  const general = problems.of(null);
  return (
    <Dialog title={t('place')} closeLabel={t('close')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {general && <Notice tone="danger">{general}</Notice>}
        <TrackerChoice
          label={t('tracker')}
          trackerId={trackerId}
          problem={problems.of('trackerId')}
          onChoose={setTrackerId}
        />
        <p className="-mt-2 text-sm text-muted">{t(trackerId ? 'trackerIsHeld' : 'everybodyIsHeld')}</p>
        <TextField name="reason" label={t('why')} problem={problems.of('reason')} maxLength={200} required />
        <FormButtons submit={t('placeIt')} busy={fetching} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
