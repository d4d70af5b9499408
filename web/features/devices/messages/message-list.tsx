'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useQuery } from 'urql';
import { textIn } from '../../../lists/address.ts';
import { useAddress } from '../../../lists/use-address.ts';
import { useSearchText } from '../../../lists/use-search-text.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { RAW_MESSAGES } from './documents.graphql.ts';
import { MessageRow } from './message-row.tsx';

/** What devices sent in the last days, as it came. */
export function MessageList() {
  const t = useTranslations('devices.messages');
  const address = useAddress();
  const [text, setText] = useSearchText(address);
  const [version, setVersion] = useState(0);
  const identifier = textIn(address.parameters, 'q');
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <SearchField label={t('search')} placeholder={t('search')} value={text} onChange={setText} />
        </div>
        <Button onClick={() => setVersion(version + 1)}>
          <Icon name="replay" size={16} />
          {t('refresh')}
        </Button>
      </div>
      <p className="max-w-3xl text-sm text-muted">{t('lead')}</p>
      <ul
        aria-label={t('title')}
        className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface"
      >
        <MessagePage key={`${identifier} ${version}`} identifier={identifier} after={null} />
      </ul>
    </>
  );
}

function MessagePage({ identifier, after }: { readonly identifier: string | null; readonly after: string | null }) {
  const t = useTranslations('devices.messages');
  const [more, setMore] = useState(false);
  const [{ data, fetching }, ask] = useQuery({
    query: RAW_MESSAGES,
    variables: { identifier, after },
    requestPolicy: 'network-only',
  });
  const page = data?.rawMessages;
  if (!page) {
    const retry = () => ask({ requestPolicy: 'network-only' });
    return (
      <li>
        {fetching ? (
          <SkeletonRows rows={6} label={t('loading')} />
        ) : (
          <EmptyState icon="warning" title={t('failed')} action={<Button onClick={retry}>{t('retry')}</Button>} />
        )}
      </li>
    );
  }
  if (!page.nodes.length && !after) {
    return (
      <li>
        <EmptyState icon="tracker" title={t(identifier ? 'noneOf' : 'none')}>
          {t('noneText')}
        </EmptyState>
      </li>
    );
  }
  return (
    <>
      {page.nodes.map((message, index) => (
        // Messages have no identity but their place in an answer that never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <MessageRow key={index} message={message} />
      ))}
      {page.pageInfo.hasNextPage &&
        (more ? (
          <MessagePage identifier={identifier} after={page.pageInfo.endCursor ?? null} />
        ) : (
          <li className="flex justify-center p-3">
            <Button onClick={() => setMore(true)}>{t('more')}</Button>
          </li>
        ))}
    </>
  );
}
