'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { ApiKeyRowFragment, ApiKeysQuery } from '../../../__generated__/graphql.ts';
import { ListEnd } from '../../../lists/list-end.tsx';
import { useListing } from '../../../lists/use-listing.ts';
import { AgeText } from '../../../live/age-text.tsx';
import { useMayEverywhere } from '../../../live/viewer-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { SureDialog } from '../../../ui/sure-dialog.tsx';
import { Cell, Table } from '../../../ui/table.tsx';
import { API_KEYS, REVOKE_API_KEY } from './documents.graphql.ts';
import { KeyDialog } from './key-dialog.tsx';

/** The keys with which programs act for the tenant: make one, see when they were used, revoke one. */
export function KeyList() {
  const t = useTranslations('developers.keys');
  const mayWrite = useMayEverywhere('keys:write');
  const [version, setVersion] = useState(0);
  const [making, setMaking] = useState(false);
  const [revoked, setRevoked] = useState<ApiKeyRowFragment | null>(null);
  const listing = useListing({ query: API_KEYS, variables: {}, select: keysOf, version });
  const changed = () => setVersion((before) => before + 1);
  return (
    <Panel title={t('title')}>
      <div className="mb-3 flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-2xl min-w-0 flex-1 basis-72 text-sm text-muted">{t('lead')}</p>
        {mayWrite && (
          <Button look="primary" onClick={() => setMaking(true)}>
            <Icon name="plus" size={16} />
            {t('make')}
          </Button>
        )}
      </div>
      {listing.loading && <SkeletonRows rows={3} label={t('loading')} />}
      {listing.failed && listing.total === null && (
        <EmptyState
          icon="warning"
          title={t('failed')}
          action={<Button onClick={listing.reload}>{t('retry')}</Button>}
        />
      )}
      {listing.total === 0 && <EmptyState icon="developers" title={t('none')} />}
      {listing.nodes.length > 0 && (
        <>
          <KeyTable keys={listing.nodes} onRevoke={mayWrite ? setRevoked : null} />
          <ListEnd listing={listing} />
        </>
      )}
      {making && <KeyDialog onMade={changed} onClose={() => setMaking(false)} />}
      {revoked && (
        <RevokeKey
          revoked={revoked}
          onClose={() => setRevoked(null)}
          onDone={() => {
            setRevoked(null);
            changed();
          }}
        />
      )}
    </Panel>
  );
}

function keysOf(data: ApiKeysQuery): ApiKeysQuery['apiKeys'] {
  return data.apiKeys;
}

function KeyTable({
  keys,
  onRevoke,
}: {
  readonly keys: readonly ApiKeyRowFragment[];
  /** Null where the viewer may not. */
  readonly onRevoke: ((key: ApiKeyRowFragment) => void) | null;
}) {
  const t = useTranslations('developers.keys');
  const columns = [t('name'), t('may'), t('lastUsed'), t('state'), t('actions')].map((name) => ({ name }));
  return (
    <Table label={t('title')} columns={columns}>
      {keys.map((key) => (
        <tr key={key.id}>
          <Cell heading>
            <span className="block">{key.name}</span>
            <code className="text-[0.8125rem] text-muted">{key.secretPrefix}…</code>
            {key.createdBy && <span className="block text-sm text-muted">{t('by', { name: key.createdBy.name })}</span>}
          </Cell>
          <Cell label={t('may')}>
            <span className="break-words">{key.permissions.join(', ')}</span>
            {key.unit && <span className="block text-muted">{t('within', { unit: key.unit.name })}</span>}
          </Cell>
          <Cell label={t('lastUsed')} muted={!key.lastUsedAt}>
            {key.lastUsedAt ? <AgeText instant={Date.parse(key.lastUsedAt)} /> : t('never')}
          </Cell>
          <Cell label={t('state')} muted={key.revokedAt !== null}>
            <KeyState apiKey={key} />
          </Cell>
          <Cell>
            {onRevoke && key.revokedAt === null && (
              <Button aria-label={t('revokeNamed', { name: key.name })} onClick={() => onRevoke(key)}>
                {t('revoke')}
              </Button>
            )}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

function KeyState({ apiKey: { revokedAt, expiresAt } }: { readonly apiKey: ApiKeyRowFragment }) {
  const t = useTranslations('developers.keys');
  const format = useFormatter();
  const day = (at: string) => format.dateTime(Date.parse(at), { dateStyle: 'medium', timeStyle: 'short' });
  if (revokedAt) return <>{t('revokedAt', { time: day(revokedAt) })}</>;
  return <>{expiresAt ? t('until', { time: day(expiresAt) }) : t('works')}</>;
}

function RevokeKey({
  revoked,
  onClose,
  onDone,
}: {
  readonly revoked: ApiKeyRowFragment;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useTranslations('developers.keys');
  const [, revoke] = useMutation(REVOKE_API_KEY);
  const revokeIt = async () => {
    const payload = (await revoke({ input: { keyId: revoked.id } })).data?.revokeApiKey;
    if (!payload?.key) return payload?.userErrors;
    onDone();
    return null;
  };
  return (
    <SureDialog
      title={t('revokeNamed', { name: revoked.name })}
      text={t('revokeWarning')}
      confirm={t('revoke')}
      act={revokeIt}
      onClose={onClose}
    />
  );
}
