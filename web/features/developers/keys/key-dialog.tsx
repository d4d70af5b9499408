'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useUnits } from '../../../lists/use-units.ts';
import { useViewing } from '../../../live/viewer-provider.tsx';
import { dayAfter, spanOf } from '../../../live/zoned-days.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { CREATE_API_KEY } from './documents.graphql.ts';
import { PermissionFields } from './permission-fields.tsx';

interface Made {
  readonly name: string;
  readonly secret: string;
}

/** Making a key in two steps: what it may do, then its secret, once. */
export function KeyDialog({ onMade, onClose }: { readonly onMade: () => void; readonly onClose: () => void }) {
  const t = useTranslations('developers.keys');
  const [made, setMade] = useState<Made | null>(null);
  return (
    <Dialog title={t('make')} onClose={onClose}>
      {made ? (
        <Secret made={made} onDone={onClose} />
      ) : (
        <KeyForm
          onCancel={onClose}
          onMade={(key) => {
            setMade(key);
            onMade();
          }}
        />
      )}
    </Dialog>
  );
}

const FIELDS = ['name', 'permissions', 'unitId', 'expiresAt'] as const;

function KeyForm({ onMade, onCancel }: { readonly onMade: (made: Made) => void; readonly onCancel: () => void }) {
  const t = useTranslations('developers.keys');
  const timeZone = useTimeZone() ?? 'UTC';
  const { tree } = useUnits();
  const { tenantPermissions } = useViewing().viewer;
  const [, create] = useMutation(CREATE_API_KEY);

  const form = useForm(FIELDS, async (entered) => {
    const lastDay = textOf(entered, 'lastDay');
    const input = {
      name: textOf(entered, 'name').trim(),
      permissions: entered.getAll('permission').filter((value) => typeof value === 'string'),
      unitId: textOf(entered, 'unitId') || null,
      expiresAt: lastDay ? new Date(spanOf(dayAfter(lastDay, 1), { days: 1, timeZone }).from).toISOString() : null,
    };
    const payload = (await create({ input })).data?.createApiKey;
    if (!(payload?.key && payload.secret)) return payload?.userErrors;
    onMade({ name: payload.key.name, secret: payload.secret });
    return null;
  });

  return (
    <Form form={form} submit={t('makeIt')} onCancel={onCancel}>
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        problem={form.problemOf('name')}
        maxLength={100}
        autoComplete="off"
        required
      />
      <PermissionFields held={tenantPermissions} problem={form.problemOf('permissions')} />
      <SelectField
        name="unitId"
        label={t('where')}
        hint={t('whereHint')}
        problem={form.problemOf('unitId')}
        defaultValue=""
      >
        <option value="">{t('everywhere')}</option>
        {tree.map(({ id, path }) => (
          <option key={id} value={id}>
            {path.join(' › ')}
          </option>
        ))}
      </SelectField>
      <TextField
        name="lastDay"
        type="date"
        label={t('lastDay')}
        hint={t('lastDayHint')}
        problem={form.problemOf('expiresAt')}
      />
    </Form>
  );
}

function Secret({ made, onDone }: { readonly made: Made; readonly onDone: () => void }) {
  const t = useTranslations('developers');
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="success">{t('keys.made', { name: made.name })}</Notice>
      <CopyField label={t('keys.secret')} value={made.secret} labels={{ copy: t('copy'), copied: t('copied') }} />
      <p className="text-sm text-muted">{t('keys.once')}</p>
      <div className="flex justify-end">
        <Button look="primary" onClick={onDone}>
          {t('keys.done')}
        </Button>
      </div>
    </div>
  );
}
