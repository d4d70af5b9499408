'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { UsersQuery } from '../../__generated__/graphql.ts';
import { useWholeList } from '../../graphql/use-whole-list.ts';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ListPage } from '../../ui/list-page.tsx';
import { USERS } from './documents.graphql.ts';
import { InvitationList } from './invitation-list.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { UserDialog } from './user-dialog.tsx';
import { UsersTable } from './users-table.tsx';

/** Who signs in, with which roles, and who was asked to. */
export function UsersPage() {
  const t = useTranslations('users');
  const mayWrite = useMayEverywhere('users:write');
  const [text, setText] = useState('');
  const [inviting, setInviting] = useState(false);
  const [shownId, setShownId] = useState<string | null>(null);
  const users = useWholeList(USERS, usersOf);
  const wanted = text.trim().toLocaleLowerCase();
  const found = users.nodes.filter(({ name, signInName }) =>
    [name, signInName].some((part) => part.toLocaleLowerCase().includes(wanted)),
  );
  const shown = users.nodes.find(({ id }) => id === shownId);
  return (
    <>
      <ListPage
        title={t('title')}
        count={users.loading ? null : t('count', { count: users.nodes.length })}
        search={{ label: t('search'), value: text, onChange: setText }}
        action={
          mayWrite && (
            <Button look="primary" onClick={() => setInviting(true)}>
              <Icon name="plus" size={16} />
              {t('invite')}
            </Button>
          )
        }
        state={users.failed ? 'failed' : users.loading ? 'loading' : users.nodes.length ? 'rows' : 'empty'}
        texts={{
          loading: t('loading'),
          failed: t('failed'),
          retry: t('retry'),
          emptyTitle: t('empty.title'),
          emptyText: t('empty.text'),
          noMatch: found.length ? null : t('noMatch', { text }),
        }}
        icon="users"
        onRetry={users.reload}
      >
        <UsersTable users={found} onShow={mayWrite ? setShownId : null} />
        <InvitationList mayWrite={mayWrite} />
      </ListPage>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      {shown && <UserDialog user={shown} onChanged={users.reload} onClose={() => setShownId(null)} />}
    </>
  );
}

function usersOf(data: UsersQuery): UsersQuery['users'] {
  return data.users;
}
