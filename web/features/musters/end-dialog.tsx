'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import type { LiveMusterFragment } from '../../__generated__/graphql.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { useFormProblems } from '../../ui/use-form-problems.ts';
import { END_MUSTER } from './actions.graphql.ts';

const FIELDS = ['note'] as const;

/** Ends a muster, or calls it off; says once more who is missing. */
export function EndDialog({ muster, onClose }: { readonly muster: LiveMusterFragment; readonly onClose: () => void }) {
  const t = useTranslations('musters.end');
  const problems = useFormProblems(FIELDS);
  const [cancelled, setCancelled] = useState(false);
  const [{ fetching }, end] = useMutation(END_MUSTER);
  const { missing } = muster.counts;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const note = textOf(new FormData(event.currentTarget), 'note').trim() || null;
    const { data } = await end({ input: { musterId: muster.id, note, cancelled } });
    if (data?.endMuster.muster) return onClose();
    problems.show(data?.endMuster.userErrors);
  }

  const general = problems.of(null);
  return (
    <Dialog title={t('title', { name: muster.name })} closeLabel={t('close')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {missing > 0 && <Notice tone="warning">{t('missing', { count: missing })}</Notice>}
        {general && <Notice tone="danger">{general}</Notice>}
        <label className="flex min-h-11 items-center gap-2.5 text-sm">
          <input
            type="checkbox"
            checked={cancelled}
            onChange={(event) => setCancelled(event.target.checked)}
            className="size-5"
          />
          {t('cancelled')}
        </label>
        <TextField
          name="note"
          label={t(cancelled ? 'why' : 'note')}
          problem={problems.of('note')}
          maxLength={500}
          required={cancelled}
        />
        <FormButtons submit={t(cancelled ? 'callOff' : 'end')} busy={fetching} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
