'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { useFormProblems } from '../../ui/use-form-problems.ts';
import { CHANGE_PASSWORD } from './documents.graphql.ts';

const FIELDS = ['currentPassword', 'newPassword'] as const;

/** A new password for whoever is signed in. */
export function PasswordForm() {
  const t = useTranslations('settings.password');
  const problems = useFormProblems(FIELDS);
  const [changed, setChanged] = useState(false);
  const [differ, setDiffer] = useState(false);
  const [{ fetching }, change] = useMutation(CHANGE_PASSWORD);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const value = (name: string) => textOf(new FormData(form), name);
    const same = value('newPassword') === value('again');
    setDiffer(!same);
    setChanged(false);
    if (!same) return;
    const input = { currentPassword: value('currentPassword'), newPassword: value('newPassword') };
    const payload = (await change({ input })).data?.changePassword;
    if (!payload?.changed) return problems.show(payload?.userErrors);
    setChanged(true);
    form.reset();
  }

  const general = problems.of(null);
  return (
    <form
      onSubmit={(event) => void submit(event)}
      className="flex max-w-md flex-col gap-4 rounded-2xl border border-line bg-surface p-4 md:p-6"
    >
      <h2 className="font-semibold">{t('title')}</h2>
      {changed && <Notice tone="success">{t('changed')}</Notice>}
      {!changed && general && <Notice tone="danger">{general}</Notice>}
      <TextField
        name="currentPassword"
        type="password"
        label={t('current')}
        problem={changed ? undefined : problems.of('currentPassword')}
        autoComplete="current-password"
        required
      />
      <TextField
        name="newPassword"
        type="password"
        label={t('new')}
        hint={t('newHint')}
        problem={changed ? undefined : problems.of('newPassword')}
        minLength={12}
        maxLength={200}
        autoComplete="new-password"
        required
      />
      <TextField
        name="again"
        type="password"
        label={t('again')}
        problem={differ ? t('differ') : undefined}
        maxLength={200}
        autoComplete="new-password"
        required
      />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={fetching}>
          {t(fetching ? 'changing' : 'change')}
        </Button>
      </div>
    </form>
  );
}
