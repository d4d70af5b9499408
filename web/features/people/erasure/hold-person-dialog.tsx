'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import { PLACE_HOLD } from '../../../records/holds/holds.graphql.ts';
import { TextField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { useForm } from '../../../ui/use-form.ts';

const FIELDS = ['reason'] as const;

/** Keeps a person from being erased. */
export function HoldPersonDialog({
  person: { id: personId, name },
  onClose,
  onDone,
}: {
  readonly person: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useTranslations('people.erasure');
  const [, place] = useMutation(PLACE_HOLD);
  const form = useForm(FIELDS, async (entered) => {
    const payload = (await place({ input: { personId, reason: textOf(entered, 'reason').trim() } })).data
      ?.placeLegalHold;
    if (!payload?.hold) return payload?.userErrors;
    onDone();
    return null;
  });
  return (
    <FormDialog
      title={t('holdNamed', { name })}
      lead={t('holdLead')}
      form={form}
      submit={t('holdIt')}
      onClose={onClose}
    >
      <TextField name="reason" label={t('reason')} problem={form.problemOf('reason')} maxLength={200} required />
    </FormDialog>
  );
}
