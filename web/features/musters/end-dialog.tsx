'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { LiveMusterFragment } from '../../__generated__/graphql.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { useForm } from '../../ui/use-form.ts';
import { END_MUSTER } from './actions.graphql.ts';

const FIELDS = ['note'] as const;

/** Ends a muster, or calls it off; says once more who is missing. */
export function EndDialog({ muster, onClose }: { readonly muster: LiveMusterFragment; readonly onClose: () => void }) {
  const t = useTranslations('musters.end');
  const [cancelled, setCancelled] = useState(false);
  const [, end] = useMutation(END_MUSTER);
  const { missing } = muster.counts;

  const form = useForm(FIELDS, async (entered) => {
    const note = textOf(entered, 'note').trim() || null;
    const payload = (await end({ input: { musterId: muster.id, note, cancelled } })).data?.endMuster;
    if (!payload?.muster) return payload?.userErrors;
    onClose();
    return null;
  });

  return (
    <FormDialog
      title={t('title', { name: muster.name })}
      onClose={onClose}
      form={form}
      submit={t(cancelled ? 'callOff' : 'end')}
    >
      {missing > 0 && <Notice tone="warning">{t('missing', { count: missing })}</Notice>}
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
        problem={form.problemOf('note')}
        maxLength={500}
        required={cancelled}
      />
    </FormDialog>
  );
}
