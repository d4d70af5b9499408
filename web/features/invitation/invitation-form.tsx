'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState, type FormEvent } from 'react';
import type { InvitationPreviewQuery } from '../../__generated__/graphql.ts';
import { askPublic } from '../../graphql/ask-public.ts';
import { forgetAddressToken, useAddressToken } from '../../graphql/address-token.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { useFormProblems } from '../../ui/use-form-problems.ts';
import { signIn } from '../sign-in/request-sign-in.ts';
import { ACCEPT_INVITATION, INVITATION_PREVIEW } from './documents.graphql.ts';

const FIELDS = ['password', 'again'] as const;

type Preview = InvitationPreviewQuery['invitationPreview'];
type Failure = 'unanswered' | 'throttled';

/** Where an invitation's link leads: who is invited to what, and a password to choose. */
export function InvitationForm() {
  const t = useTranslations('invitation');
  const token = useAddressToken();
  // Undefined while it is not known; null where the link leads nowhere.
  const [preview, setPreview] = useState<Preview | Failure | undefined>(undefined);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!token) return undefined;
    let gone = false;
    const look = async () => {
      const { data, code } = await askPublic(INVITATION_PREVIEW, { token });
      if (!gone) setPreview(data ? (data.invitationPreview ?? null) : failureOf(code));
    };
    void look();
    return () => {
      gone = true;
    };
  }, [token, attempt]);
  if (token === undefined || (token && preview === undefined))
    return <p className="text-sm text-muted">{t('loading')}</p>;
  if (!token || !preview) return <Notice tone="warning">{t('gone')}</Notice>;
  if (typeof preview === 'string') {
    const retry = () => {
      setPreview(undefined);
      setAttempt(attempt + 1);
    };
    return <Failed failure={preview} onRetry={retry} />;
  }
  return <PasswordForm token={token} preview={preview} />;
}

function failureOf(code: string | null): Failure {
  return code === 'RATE_LIMITED' ? 'throttled' : 'unanswered';
}

function Failed({ failure, onRetry }: { readonly failure: Failure; readonly onRetry: () => void }) {
  const t = useTranslations('invitation');
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="danger">{t(failure)}</Notice>
      <Button onClick={onRetry}>{t('retry')}</Button>
    </div>
  );
}

function PasswordForm({ token, preview }: { readonly token: string; readonly preview: NonNullable<Preview> }) {
  const t = useTranslations('invitation');
  const problems = useFormProblems(FIELDS);
  const [differ, setDiffer] = useState(false);
  const [throttled, setThrottled] = useState(false);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = textOf(form, 'password');
    const same = password === textOf(form, 'again');
    setDiffer(!same);
    if (!same) return;
    setBusy(true);
    const { data: answer, code } = await askPublic(ACCEPT_INVITATION, { input: { token, password } });
    const accepted = answer?.acceptInvitation.accepted;
    if (!accepted) {
      const errors = answer?.acceptInvitation.userErrors;
      setThrottled(code === 'RATE_LIMITED' || errors?.some((error) => error.code === 'SIGN_IN_THROTTLED') === true);
      problems.show(errors);
      setBusy(false);
      return;
    }
    forgetAddressToken();
    const refused = await signIn({ tenant: accepted.tenantSlug, name: accepted.signInName, password });
    location.assign(refused ? `/t/${accepted.tenantSlug}` : '/');
  }

  const general = throttled ? t('throttled') : problems.of(null);
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <p className="text-sm">{t('who', { name: preview.name, tenant: preview.tenantName })}</p>
      {general && <Notice tone="danger">{general}</Notice>}
      <TextField label={t('signInName')} value={preview.signInName} readOnly autoComplete="username" />
      <TextField
        name="password"
        type="password"
        label={t('password')}
        hint={t('passwordHint')}
        problem={problems.of('password')}
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
      <Button type="submit" look="primary" disabled={busy} className="mt-1 min-h-11">
        {t(busy ? 'submitting' : 'submit')}
      </Button>
    </form>
  );
}
