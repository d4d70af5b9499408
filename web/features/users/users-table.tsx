'use client';

import { useTranslations } from 'next-intl';
import type { UserRowFragment } from '../../__generated__/graphql.ts';
import { AgeText } from '../../live/age-text.tsx';
import { Cell, Table } from '../../ui/table.tsx';

/** Users in rows; on a phone each becomes a card. */
export function UsersTable({
  users,
  onShow,
}: {
  readonly users: readonly UserRowFragment[];
  /** Called with the user somebody wants to change; null where nobody may. */
  readonly onShow: ((userId: string) => void) | null;
}) {
  const t = useTranslations('users');
  const columns = [t('name'), t('signInName'), t('role'), t('lastSignedIn'), t('state')].map((name) => ({ name }));
  return (
    <Table label={t('title')} columns={columns}>
      {users.map(({ id, name, signInName, grants, lastSignedInAt, active }) => (
        <tr key={id}>
          <Cell heading>
            {onShow ? (
              <button
                type="button"
                onClick={() => onShow(id)}
                className="rounded text-start font-medium hover:underline"
              >
                {name}
              </button>
            ) : (
              name
            )}
          </Cell>
          <Cell label={t('signInName')}>{signInName}</Cell>
          <Cell label={t('role')} muted={!grants.length}>
            {grants.map(({ role, unit }) => `${t(`roles.${role}`)}${unit ? ` (${unit.name})` : ''}`).join(', ') ||
              t('noRole')}
          </Cell>
          <Cell label={t('lastSignedIn')} muted={!lastSignedInAt}>
            {lastSignedInAt ? <AgeText instant={Date.parse(lastSignedInAt)} /> : t('never')}
          </Cell>
          <Cell label={t('state')} muted={!active}>
            {t(active ? 'active' : 'suspended')}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
