'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useSyncExternalStore, type ReactNode } from 'react';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { KeyList } from './keys/key-list.tsx';
import { useFreshToken } from './use-fresh-token.ts';

/** Everything on the screens comes from one API; here is the way to it. */
export function DevelopersPage() {
  const t = useTranslations('developers');
  const format = useFormatter();
  const token = useFreshToken();
  const origin = useOrigin();
  const mayReadKeys = useMayEverywhere('keys:read');
  const mayReadWebhooks = useMayEverywhere('notifications:read');
  const labels = { copy: t('copy'), copied: t('copied') };
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-4xl flex-col gap-4 p-4 md:px-6 md:py-5">
        <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
        <p className="max-w-2xl text-muted">{t('lead')}</p>
        <Panel title={t('graphiql.title')}>
          <p className="mb-3 max-w-2xl text-sm text-muted">{t('graphiql.text')}</p>
          <div className="flex flex-wrap gap-2">
            <GraphiqlLink token={token?.token ?? null}>{t('graphiql.open')}</GraphiqlLink>
            <LinkButton href="/developers/schema">{t('schema.title')}</LinkButton>
            <LinkButton href="/help/developer">{t('guide')}</LinkButton>
            <LinkButton href="/help/api">{t('documentation')}</LinkButton>
          </div>
        </Panel>
        <Panel title={t('api.title')}>
          <div className="flex flex-col gap-4">
            <CopyField label={t('api.address')} value={`${origin}/graphql`} labels={labels} />
            {token && (
              <div>
                <CopyField label={t('api.token')} value={token.token} labels={labels} />
                <p className="mt-1.5 text-sm text-muted">
                  {t('api.tokenHint', { time: format.dateTime(token.expiresAt, { timeStyle: 'medium' }) })}
                </p>
              </div>
            )}
            <CopyField label={t('api.example')} value={exampleOf(origin)} labels={labels} />
          </div>
        </Panel>
        {mayReadKeys && <KeyList />}
        {mayReadWebhooks && (
          <Panel title={t('webhooks.title')}>
            <p className="mb-3 max-w-2xl text-sm text-muted">{t('webhooks.text')}</p>
            <div className="flex flex-wrap gap-2">
              <LinkButton href="/notifications?view=endpoints">{t('webhooks.endpoints')}</LinkButton>
              <LinkButton href="/notifications?view=deliveries">{t('webhooks.deliveries')}</LinkButton>
            </div>
          </Panel>
        )}
      </div>
    </div>
  );
}

/** A link with the token in its fragment, which no server sees; GraphiQL takes it out of the address at once. */
function GraphiqlLink({ token, children }: { readonly token: string | null; readonly children: ReactNode }) {
  return (
    <a
      href={token ? `/graphiql#token=${token}` : '/graphiql'}
      target="_blank"
      rel="noreferrer"
      className="inline-flex min-h-10 items-center gap-2 rounded-lg bg-accent px-3.5 text-sm font-medium text-accent-text hover:bg-accent-hover"
    >
      {children}
      <Icon name="external" size={16} />
    </a>
  );
}

/** Where the browser found the product; unknown until it looks. */
function useOrigin(): string {
  return useSyncExternalStore(
    () => () => {},
    () => location.origin,
    () => '',
  );
}

function exampleOf(origin: string): string {
  const query = JSON.stringify({ query: '{ occupancy { total { present stale } } }' });
  return `curl ${origin}/graphql -H "authorization: Bearer $TOKEN" -H "content-type: application/json" -d '${query}'`;
}
