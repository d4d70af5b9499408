'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { textOf } from '../../ui/form-text.ts';
import { useForm } from '../../ui/use-form.ts';
import { CREATE_ENDPOINT } from './documents.graphql.ts';
import { SecretOnce } from './secret-once.tsx';

const FIELDS = ['url', 'description'] as const;

/** Asks where webhooks go, then tells the secret by which the other side knows them. */
export function AddEndpoint({ onAdded, onClose }: { readonly onAdded: () => void; readonly onClose: () => void }) {
  const t = useTranslations('notificationAdmin.endpoint');
  const [, create] = useMutation(CREATE_ENDPOINT);
  const [secret, setSecret] = useState<string | null>(null);

  const form = useForm(FIELDS, async (entered) => {
    const input = { url: textOf(entered, 'url').trim(), description: textOf(entered, 'description').trim() };
    const payload = (await create({ input })).data?.createWebhookEndpoint;
    if (!payload?.secret) return payload?.userErrors;
    setSecret(payload.secret);
    onAdded();
    return null;
  });

  return (
    <Dialog title={t('add')} onClose={onClose}>
      {secret ? (
        <div className="flex flex-col gap-4">
          <SecretOnce secret={secret} />
          <Button look="primary" onClick={onClose} className="self-end">
            {t('done')}
          </Button>
        </div>
      ) : (
        <Form form={form} submit={t('create')} onCancel={onClose}>
          <TextField
            name="url"
            type="url"
            label={t('url')}
            hint={t('urlHint')}
            problem={form.problemOf('url')}
            maxLength={2000}
            required
          />
          <TextField
            name="description"
            label={t('description')}
            problem={form.problemOf('description')}
            maxLength={500}
            autoComplete="off"
          />
        </Form>
      )}
    </Dialog>
  );
}
