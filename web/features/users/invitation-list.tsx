'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMutation, useQuery } from 'urql';
import { Button } from '../../ui/button.tsx';
import { Cell, Table } from '../../ui/table.tsx';
import { INVITATIONS, REVOKE_INVITATION } from './documents.graphql.ts';

/** Invitations that wait to be accepted; nothing at all when there are none. */
export function InvitationList({ mayWrite }: { readonly mayWrite: boolean }) {
  const t = useTranslations('users');
  const format = useFormatter();
  const [{ data }] = useQuery({ query: INVITATIONS, requestPolicy: 'cache-and-network' });
  const [{ fetching }, revoke] = useMutation(REVOKE_INVITATION);
  if (!data?.invitations.length) return null;
  const columns = [t('name'), t('signInName'), t('role'), t('expires'), ''].map((name) => ({ name }));
  return (
    <section>
      <h2 className="px-4 pt-6 pb-2 font-semibold">{t('invitations')}</h2>
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
                  onClick={() => void revoke({ input: { invitationId: id } })}
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
