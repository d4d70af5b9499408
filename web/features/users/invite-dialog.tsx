'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '../../ui/button.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { useForm } from '../../ui/use-form.ts';
import { INVITE_USER } from './documents.graphql.ts';
import { readRole, RoleFields } from './role-fields.tsx';

interface Invited {
  readonly name: string;
  readonly token: string;
  readonly expiresAt: string;
}

/** Inviting in two steps: who, then the link to hand over. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('users');
  const [invited, setInvited] = useState<Invited | null>(null);
  return (
    <Dialog title={t('invite')} onClose={onClose}>
      {invited ? (
        <InvitationLink invited={invited} onDone={onClose} />
      ) : (
        <InviteForm onInvited={setInvited} onCancel={onClose} />
      )}
    </Dialog>
  );
}

const FIELDS = ['name', 'signInName', 'role', 'unitId'] as const;

function InviteForm({
  onInvited,
  onCancel,
}: {
  readonly onInvited: (invited: Invited) => void;
  readonly onCancel: () => void;
}) {
  const t = useTranslations('users');
  const [, invite] = useMutation(INVITE_USER);

  const form = useForm(FIELDS, async (entered) => {
    const value = (name: string) => textOf(entered, name).trim();
    const input = { name: value('name'), signInName: value('signInName'), ...readRole(entered) };
    const payload = (await invite({ input })).data?.inviteUser;
    if (!(payload?.invitation && payload.token)) return payload?.userErrors;
    onInvited({ ...payload.invitation, token: payload.token });
    return null;
  });

  return (
    <Form form={form} submit={t('invite')} onCancel={onCancel}>
      <TextField
        name="name"
        label={t('name')}
        problem={form.problemOf('name')}
        maxLength={100}
        autoComplete="off"
        required
      />
      <TextField
        name="signInName"
        label={t('signInName')}
        hint={t('signInNameHint')}
        problem={form.problemOf('signInName')}
        maxLength={100}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        required
      />
      <RoleFields problemOf={form.problemOf} />
    </Form>
  );
}

function InvitationLink({ invited, onDone }: { readonly invited: Invited; readonly onDone: () => void }) {
  const t = useTranslations('users');
  const format = useFormatter();
  const link = new URL(`/invitation#token=${encodeURIComponent(invited.token)}`, location.href).href;
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="success">{t('invited', { name: invited.name })}</Notice>
      <CopyField label={t('link')} value={link} labels={{ copy: t('copy'), copied: t('copied') }} />
      <p className="text-sm text-muted">
        {t('linkOnce', {
          until: format.dateTime(Date.parse(invited.expiresAt), { dateStyle: 'medium', timeStyle: 'short' }),
        })}
      </p>
      <div className="flex justify-end">
        <Button look="primary" onClick={onDone}>
          {t('done')}
        </Button>
      </div>
    </div>
  );
}
