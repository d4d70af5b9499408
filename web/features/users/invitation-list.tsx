'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Cell, Table } from '../../ui/table.tsx';
import { useFormProblems } from '../../ui/use-form-problems.ts';
import { INVITATIONS, REVOKE_INVITATION } from './documents.graphql.ts';

const FIELDS = [] as const;

/** Invitations that wait to be accepted; nothing at all when there are none. */
export function InvitationList({ mayWrite }: { readonly mayWrite: boolean }) {
  const t = useTranslations('users');
  const format = useFormatter();
  const problems = useFormProblems(FIELDS);
  const [problemOf, setProblemOf] = useState<string | null>(null);
  const [{ data, error }, ask] = useQuery({ query: INVITATIONS, requestPolicy: 'cache-and-network' });
  const [{ fetching }, revoke] = useMutation(REVOKE_INVITATION);

  async function takeBack({ id, name }: { readonly id: string; readonly name: string }) {
    const payload = (await revoke({ input: { invitationId: id } })).data?.revokeInvitation;
    setProblemOf(payload?.invitationId ? null : name);
    if (payload?.invitationId) return;
    problems.show(payload?.userErrors);
    // Where it is gone already the list is old.
    if (payload) ask({ requestPolicy: 'network-only' });
  }

  if (!data && error) {
    const retry = () => ask({ requestPolicy: 'network-only' });
    const again = <Button onClick={retry}>{t('retry')}</Button>;
    return <EmptyState icon="warning" title={t('invitationsFailed')} action={again} />;
  }
  if (!data || (!data.invitations.length && problemOf === null)) return null;
  const columns = [t('name'), t('signInName'), t('role'), t('expires'), ''].map((name) => ({ name }));
  return (
    <section>
      <h2 className="px-4 pt-6 pb-2 font-semibold">{t('invitations')}</h2>
      {problemOf !== null && (
        <div className="px-4 pb-2">
          <Notice tone="danger">{t('notTakenBack', { name: problemOf, problem: problems.of(null) ?? '' })}</Notice>
        </div>
      )}
      <Table label={t('invitations')} columns={columns}>
        {data.invitations.map(({ id, name, signInName, role, unit, expiresAt }) => (
          <tr key={id}>
            <Cell heading>{name}</Cell>
            <Cell label={t('signInName')}>{signInName}</Cell>
            <Cell label={t('role')}>
              {t(`roles.${role}`)}
              {unit && ` (${unit.name})`}
            </Cell>
            <Cell label={t('expires')}>
              {format.dateTime(Date.parse(expiresAt), { dateStyle: 'medium', timeStyle: 'short' })}
            </Cell>
            <Cell>
              {mayWrite && (
                <Button
                  aria-label={t('takeBackInvitation', { name })}
                  disabled={fetching}
                  onClick={() => void takeBack({ id, name })}
                >
                  {t('takeBackShort')}
                </Button>
              )}
            </Cell>
          </tr>
        ))}
      </Table>
    </section>
  );
}
