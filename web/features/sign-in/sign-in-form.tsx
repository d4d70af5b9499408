'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { useInBrowser } from '../../ui/use-in-browser.ts';
import { signIn, type SignInProblem } from './request-sign-in.ts';

/** Name and password, and the tenant unless the address named it. */
export function SignInForm({ tenant, next }: { readonly tenant: string | null; readonly next: string }) {
  const t = useTranslations('signIn');
  const [problem, setProblem] = useState<SignInProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const ready = useInBrowser() && !busy;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => textOf(form, name);
    setBusy(true);
    const refused = await signIn({
      tenant: tenant ?? value('tenant').trim().toLowerCase(),
      name: value('name').trim(),
      password: value('password'),
    });
    if (!refused) return location.assign(next);
    setProblem(refused);
    setBusy(false);
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
      {problem && <Notice tone="danger">{t(`problems.${problem}`)}</Notice>}
      {tenant === null && (
        <TextField
          name="tenant"
          label={t('tenant')}
          hint={t('tenantHint')}
          autoComplete="organization"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
      )}
      <TextField
        name="name"
        label={t('name')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <TextField name="password" type="password" label={t('password')} autoComplete="current-password" required />
      <Button type="submit" look="primary" disabled={!ready} className="mt-1 min-h-11">
        {busy ? t('submitting') : t('submit')}
      </Button>
    </form>
  );
}
