'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { askPublic } from '../../graphql/ask-public.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { useFormProblems } from '../../ui/use-form-problems.ts';
import { forgetAddressToken, useAddressToken } from '../../graphql/address-token.ts';
import { SET_UP } from './set-up.graphql.ts';
import { TimeZoneField } from './time-zone-field.tsx';

const FIELDS = ['tenantName', 'tenant', 'timeZone', 'name', 'signInName', 'password', 'again'] as const;
type Field = (typeof FIELDS)[number];

/** The first organisation and its administrator. */
export function SetUpForm() {
  const t = useTranslations('setUp');
  const token = useAddressToken();
  const problems = useFormProblems(FIELDS, { PASSWORDS_DIFFER: () => t('passwordsDiffer') });
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: Field) => textOf(form, name).trim();
    if (textOf(form, 'password') !== textOf(form, 'again')) {
      return problems.show([{ field: ['again'], code: 'PASSWORDS_DIFFER', message: '' }]);
    }
    setBusy(true);
    const input = {
      token: token ?? '',
      tenantName: value('tenantName'),
      tenant: value('tenant').toLowerCase(),
      timeZone: value('timeZone'),
      name: value('name'),
      signInName: value('signInName'),
      password: textOf(form, 'password'),
    };
    const { data: answer } = await askPublic(SET_UP, { input });
    const tenant = answer?.setUp.tenant;
    if (tenant) {
      forgetAddressToken();
      return setMade(tenant.slug);
    }
    problems.show(answer?.setUp.userErrors);
    setBusy(false);
  }

  function field(name: Field) {
    return { name, label: t(name), problem: problems.of(name), required: true };
  }

  if (made) return <Done tenant={made} />;
  // Before the page is in a browser neither the token nor the time zone of the person is known.
  if (token === undefined) return null;
  if (token === null) return <Notice tone="warning">{t('noToken')}</Notice>;
  const general = problems.of(null);
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {general && <Notice tone="danger">{general}</Notice>}
      <TextField {...field('tenantName')} maxLength={100} autoComplete="organization" />
      <TextField
        {...field('tenant')}
        hint={t('tenantHint')}
        maxLength={42}
        pattern="[a-z0-9]([a-z0-9\-]*[a-z0-9])?"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
      />
      <TimeZoneField {...field('timeZone')} hint={t('timeZoneHint')} />
      <TextField {...field('name')} maxLength={100} autoComplete="name" />
      <TextField {...field('signInName')} maxLength={100} autoComplete="username" autoCapitalize="none" />
      <TextField
        {...field('password')}
        type="password"
        hint={t('passwordHint')}
        minLength={12}
        maxLength={200}
        autoComplete="new-password"
      />
      <TextField {...field('again')} type="password" maxLength={200} autoComplete="new-password" />
      <Button type="submit" look="primary" disabled={busy} className="mt-1 min-h-11">
        {busy ? t('submitting') : t('submit')}
      </Button>
    </form>
  );
}

function Done({ tenant }: { readonly tenant: string }) {
  const t = useTranslations('setUp');
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="success">{t('done')}</Notice>
      <a
        href={`/t/${tenant}`}
        className="inline-flex min-h-11 items-center justify-center rounded-lg bg-accent px-3.5 text-sm font-medium text-accent-text hover:bg-accent-hover"
      >
        {t('signIn')}
      </a>
    </div>
  );
}
