'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { askPublic } from '../../graphql/ask-public.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { sortProblems, type FormProblem } from '../../ui/form-problems.ts';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { useSetUpToken } from './set-up-token.ts';
import { SET_UP } from './set-up.graphql.ts';

const FORM = {
  fields: ['tenantName', 'tenant', 'timeZone', 'name', 'signInName', 'password'],
  texts: ['SET_UP_REFUSED', 'NAME_TAKEN'],
} as const;

type Problem = FormProblem<(typeof FORM.fields)[number], (typeof FORM.texts)[number]>;

/** The first organisation and its administrator. */
export function SetUpForm() {
  const t = useTranslations('setUp');
  const token = useSetUpToken();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: (typeof FORM.fields)[number]) => textOf(form, name).trim();
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
    const answer = await askPublic(SET_UP, { input });
    const tenant = answer?.setUp.tenant;
    if (tenant) return location.assign(`/t/${tenant.slug}`);
    setProblems(sortProblems(answer?.setUp.userErrors ?? [], FORM));
    setBusy(false);
  }

  function field(name: (typeof FORM.fields)[number]) {
    return { name, label: t(name), problem: problemOf(name), required: true };
  }

  function problemOf(name: Problem['field']): string | undefined {
    const problem = problems.find((candidate) => candidate.field === name);
    return problem && t(`problems.${problem.text}`, { message: problem.message });
  }

  // Before the page is in a browser neither the token nor the time zone of the person is known.
  if (token === undefined) return null;
  if (token === null) return <Notice tone="warning">{t('noToken')}</Notice>;
  const general = problemOf(null);
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
      <Button type="submit" look="primary" disabled={busy} className="mt-1 min-h-11">
        {busy ? t('submitting') : t('submit')}
      </Button>
    </form>
  );
}

function TimeZoneField(props: { name: string; label: string; hint: string; problem: string | undefined }) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])].toSorted();
  return (
    <SelectField {...props} defaultValue={own}>
      {zones.map((zone) => (
        <option key={zone} value={zone}>
          {zone}
        </option>
      ))}
    </SelectField>
  );
}
