'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useFormProblems } from '../../../ui/use-form-problems.ts';
import { InstantText } from '../instant-text.tsx';
import { SET_SECRET } from './documents.graphql.ts';
import type { ReadTracker } from './tracker-reading.tsx';

const FIELDS = ['secret'] as const;

/** The secret with which a phone encrypts what it sends. It is never shown again. */
export function SecretForm({ tracker, onSaved }: { readonly tracker: ReadTracker; readonly onSaved: () => void }) {
  const t = useTranslations('devices.reading');
  const problems = useFormProblems(FIELDS);
  const [done, setDone] = useState<'set' | 'taken' | null>(null);
  const [{ fetching }, save] = useMutation(SET_SECRET);

  async function give(secret: string | null) {
    const payload = (await save({ input: { trackerId: tracker.id, secret } })).data?.setPayloadSecret;
    setDone(payload?.tracker ? (secret === null ? 'taken' : 'set') : null);
    if (!payload?.tracker) return problems.show(payload?.userErrors);
    onSaved();
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    void give(textOf(new FormData(form), 'secret')).then(() => form.reset());
  }

  const general = problems.of(null);
  return (
    <Panel title={t('secret')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-sm text-muted">{t('secretLead')}</p>
        <p className="text-sm font-medium">
          {tracker.payloadSecretSetAt ? (
            <>
              {t('secretSet')} <InstantText at={tracker.payloadSecretSetAt} />
            </>
          ) : (
            t('secretUnset')
          )}
        </p>
        {general && <Notice tone="danger">{general}</Notice>}
        <TextField
          name="secret"
          type="password"
          label={t('newSecret')}
          hint={t('secretHint')}
          problem={problems.of('secret')}
          maxLength={32}
          autoComplete="off"
          required
        />
        {done && <Notice tone="success">{t(done === 'set' ? 'secretSaved' : 'secretTaken')}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          {tracker.payloadSecretSetAt && (
            <Button disabled={fetching} onClick={() => void give(null)}>
              {t('takeSecret')}
            </Button>
          )}
          <Button type="submit" disabled={fetching}>
            {t('setSecret')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
