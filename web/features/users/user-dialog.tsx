'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import type { UserRowFragment } from '../../__generated__/graphql.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmailForm } from '../../ui/email-form.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SureDialog } from '../../ui/sure-dialog.tsx';
import type { Refusal } from '../../ui/use-form.ts';
import { useFormProblems } from '../../ui/use-form-problems.ts';
import { GRANT_ROLE, REVOKE_GRANT, SET_USER_ACTIVE, SET_USER_EMAIL } from './documents.graphql.ts';
import { readRole, RoleFields } from './role-fields.tsx';

const FIELDS = ['role', 'unitId', 'email'] as const;

/** One user's roles and e-mail address, and whether the user may sign in. */
export function UserDialog({
  user,
  onChanged,
  onClose,
}: {
  readonly user: UserRowFragment;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const t = useTranslations('users');
  const problems = useFormProblems(FIELDS);
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [granting, grant] = useMutation(GRANT_ROLE);
  const [, revoke] = useMutation(REVOKE_GRANT);
  const [, setActive] = useMutation(SET_USER_ACTIVE);
  const [addressing, setEmail] = useMutation(SET_USER_EMAIL);
  const busy = [granting, addressing].some(({ fetching }) => fetching);

  async function addRole(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = { userId: user.id, ...readRole(new FormData(event.currentTarget)) };
    const payload = (await grant({ input })).data?.grantRole;
    if (!payload?.grant) return problems.show(payload?.userErrors);
    setAdding(false);
    onChanged();
  }

  function changed(): null {
    setAsked(null);
    onChanged();
    return null;
  }

  async function takeBack(grantId: string): Promise<Refusal> {
    const payload = (await revoke({ input: { grantId } })).data?.revokeGrant;
    return payload?.grantId ? changed() : payload?.userErrors;
  }

  async function switchActive(): Promise<Refusal> {
    const payload = (await setActive({ input: { userId: user.id, active: !user.active } })).data?.setUserActive;
    return payload?.user ? changed() : payload?.userErrors;
  }

  async function reinstate() {
    const refusal = await switchActive();
    if (refusal !== null) problems.show(refusal);
  }

  async function saveEmail(email: string | null): Promise<boolean> {
    const payload = (await setEmail({ input: { userId: user.id, email } })).data?.setUserEmail;
    if (!payload?.changed) {
      problems.show(payload?.userErrors);
      return false;
    }
    problems.clear();
    onChanged();
    return true;
  }

  const general = problems.of(null);
  const texts = { label: t('email'), hint: t('emailHint'), save: t('saveEmail'), saved: t('emailSaved') };
  return (
    <>
      <Dialog title={user.name} onClose={onClose}>
        <div className="flex flex-col gap-4">
          {general && <Notice tone="danger">{general}</Notice>}
          <GrantList user={user} busy={busy} onTakeBack={(grant) => setAsked({ grant })} />
          {adding ? (
            <form onSubmit={(event) => void addRole(event)} className="flex flex-col gap-4 border-t border-line pt-4">
              <RoleFields problemOf={problems.of} />
              <Button type="submit" look="primary" disabled={busy}>
                {t('addRole')}
              </Button>
            </form>
          ) : (
            <Button onClick={() => setAdding(true)}>
              <Icon name="plus" size={16} />
              {t('addRole')}
            </Button>
          )}
          <div className="border-t border-line pt-4">
            <EmailForm email={user.email} texts={texts} problem={problems.of('email')} busy={busy} onSave={saveEmail} />
          </div>
          <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
            <p className="min-w-0 flex-1 text-sm text-muted">{t(user.active ? 'suspendHint' : 'suspendedHint')}</p>
            <Button disabled={busy} onClick={() => (user.active ? setAsked('suspend') : void reinstate())}>
              {t(user.active ? 'suspend' : 'reinstate')}
            </Button>
          </div>
        </div>
      </Dialog>
      {asked === 'suspend' && (
        <SureDialog
          title={t('suspendNamed', { name: user.name })}
          text={t('suspendHint')}
          confirm={t('suspend')}
          act={switchActive}
          onClose={() => setAsked(null)}
        />
      )}
      {asked !== null && asked !== 'suspend' && (
        <SureDialog
          title={t('takeBack', { role: t(`roles.${asked.grant.role}`) })}
          text={t('takeBackHint', { name: user.name })}
          confirm={t('takeBackSure')}
          act={() => takeBack(asked.grant.id)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** What is asked about before it is done. */
type Asked = 'suspend' | { readonly grant: Grant };
type Grant = UserRowFragment['grants'][number];

function GrantList({
  user,
  busy,
  onTakeBack,
}: {
  readonly user: UserRowFragment;
  readonly busy: boolean;
  readonly onTakeBack: (grant: Grant) => void;
}) {
  const t = useTranslations('users');
  const format = useFormatter();
  if (!user.grants.length) return <p className="text-sm text-muted">{t('noRole')}</p>;
  return (
    <ul aria-label={t('rolesOf', { name: user.name })} className="flex flex-col">
      {user.grants.map((grant) => {
        const { id, role, unit, until } = grant;
        return (
          <li key={id} className="flex items-center gap-3 border-b border-line py-1.5 last:border-b-0">
            <span className="min-w-0 flex-1">
              <span className="font-medium">{t(`roles.${role}`)}</span>
              <span className="text-sm text-muted">
                {' · '}
                {unit?.name ?? t('everywhere')}
                {until && ` · ${t('until', { time: format.dateTime(Date.parse(until), { dateStyle: 'medium' }) })}`}
              </span>
            </span>
            <IconButton
              label={t('takeBack', { role: t(`roles.${role}`) })}
              disabled={busy}
              onClick={() => onTakeBack(grant)}
            >
              <Icon name="close" size={18} />
            </IconButton>
          </li>
        );
      })}
    </ul>
  );
}
