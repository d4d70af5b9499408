'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import { TextField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { paramOf } from '../../../ui/form-problems.ts';
import { textOf } from '../../../ui/form-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { ERASE_PERSON } from './erasure.graphql.ts';

const FIELDS = ['reason', 'confirm'] as const;

/** Forgets who somebody was, once whoever asks has written their name and why. */
export function EraseDialog({
  person: { id: personId, name },
  onClose,
}: {
  readonly person: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}) {
  const t = useTranslations('people.erasure');
  const [, erase] = useMutation(ERASE_PERSON);
  const form = useForm(
    FIELDS,
    async (entered) => {
      if (textOf(entered, 'confirm').trim() !== name) return [{ field: ['confirm'], code: 'CONFIRM', message: '' }];
      const payload = (await erase({ input: { personId, reason: textOf(entered, 'reason').trim() } })).data
        ?.erasePerson;
      if (!payload?.person) return payload?.userErrors;
      onClose();
      return null;
    },
    {
      CONFIRM: () => t('confirmWrong', { name }),
      LEGAL_HOLD: (error) => t('refused', { reason: paramOf(error, 'reason') }),
    },
  );
  return (
    <FormDialog title={t('title', { name })} form={form} submit={t('erase')} onClose={onClose}>
      <Notice tone="warning">{t('forEver')}</Notice>
      <dl className="flex flex-col gap-2 text-sm">
        <div>
          <dt className="font-medium">{t('goes')}</dt>
          <dd className="text-muted">{t('goesText')}</dd>
        </div>
        <div>
          <dt className="font-medium">{t('stays')}</dt>
          <dd className="text-muted">{t('staysText')}</dd>
        </div>
      </dl>
      <TextField
        name="reason"
        label={t('reason')}
        hint={t('reasonHint')}
        problem={form.problemOf('reason')}
        maxLength={200}
        autoComplete="off"
        required
      />
      <TextField
        name="confirm"
        label={t('confirm', { name })}
        problem={form.problemOf('confirm')}
        autoComplete="off"
        required
      />
    </FormDialog>
  );
}
