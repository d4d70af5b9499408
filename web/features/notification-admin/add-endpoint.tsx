'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { useFormProblems } from '../../ui/use-form-problems.ts';
import { CREATE_ENDPOINT } from './documents.graphql.ts';
import { SecretOnce } from './secret-once.tsx';

const FIELDS = ['url', 'description'] as const;

/** Asks where webhooks go, then tells the secret by which the other side knows them. */
export function AddEndpoint({ onAdded, onClose }: { readonly onAdded: () => void; readonly onClose: () => void }) {
  const t = useTranslations('notificationAdmin.endpoint');
  const problems = useFormProblems(FIELDS);
  const [{ fetching }, create] = useMutation(CREATE_ENDPOINT);
  const [secret, setSecret] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = { url: textOf(form, 'url').trim(), description: textOf(form, 'description').trim() };
    const payload = (await create({ input })).data?.createWebhookEndpoint;
    if (!payload?.secret) return problems.show(payload?.userErrors);
    setSecret(payload.secret);
    onAdded();
  }

  const general = problems.of(null);
  return (
    <Dialog title={t('add')} closeLabel={t('close')} onClose={onClose}>
      {secret ? (
        <div className="flex flex-col gap-4">
          <SecretOnce secret={secret} />
          <Button look="primary" onClick={onClose} className="self-end">
            {t('done')}
          </Button>
        </div>
      ) : (
        <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          {general && <Notice tone="danger">{general}</Notice>}
          <TextField
            name="url"
            type="url"
            label={t('url')}
            hint={t('urlHint')}
            problem={problems.of('url')}
            maxLength={2000}
            required
          />
          <TextField
            name="description"
            label={t('description')}
            problem={problems.of('description')}
            maxLength={500}
            autoComplete="off"
          />
          <FormButtons submit={t('create')} busy={fetching} onCancel={onClose} />
        </form>
      )}
    </Dialog>
  );
}
