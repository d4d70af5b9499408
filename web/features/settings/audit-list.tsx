'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useQuery } from 'urql';
import type { AuditQuery } from '../../__generated__/graphql.ts';
import { FilterSelect } from '../../lists/filter-select.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ActorName } from './actor-name.tsx';
import { AUDIT } from './documents.graphql.ts';

const TOPICS = ['tenancy', 'trackers', 'geofences'] as const;

/** What was done, by whom and to what; newest first. */
export function AuditList() {
  const t = useTranslations('settings.audit');
  const [topic, setTopic] = useState('');
  return (
    <div className="flex flex-col gap-3">
      <FilterSelect label={t('filter')} value={topic} onChoose={setTopic}>
        <option value="">{t('everything')}</option>
        {TOPICS.map((one) => (
          <option key={one} value={one}>
            {t(`topics.${one}`)}
          </option>
        ))}
      </FilterSelect>
      <ol aria-label={t('title')} className="flex flex-col overflow-hidden rounded-2xl border border-line bg-surface">
        <AuditPage key={topic} topic={topic || null} after={null} />
      </ol>
    </div>
  );
}

function AuditPage({ topic, after }: { readonly topic: string | null; readonly after: string | null }) {
  const t = useTranslations('settings.audit');
  const [more, setMore] = useState(false);
  const [{ data, fetching }, ask] = useQuery({
    query: AUDIT,
    variables: { filter: topic ? { topic } : null, after },
    requestPolicy: 'cache-and-network',
  });
  const page = data?.auditEntries;
  if (!page && fetching) return <SkeletonRows rows={6} label={t('loading')} />;
  if (!page) {
    const retry = () => ask({ requestPolicy: 'network-only' });
    return <EmptyState icon="warning" title={t('failed')} action={<Button onClick={retry}>{t('retry')}</Button>} />;
  }
  if (!page.nodes.length && !after) return <EmptyState icon="info" title={t('empty')} />;
  return (
    <>
      {page.nodes.map((entry) => (
        <AuditItem key={entry.id} entry={entry} />
      ))}
      {page.pageInfo.hasNextPage &&
        (more ? (
          <AuditPage topic={topic} after={page.pageInfo.endCursor ?? null} />
        ) : (
          <li className="flex justify-center p-3">
            <Button onClick={() => setMore(true)}>{t('more')}</Button>
          </li>
        ))}
    </>
  );
}

function AuditItem({ entry }: { readonly entry: AuditQuery['auditEntries']['nodes'][number] }) {
  const t = useTranslations('settings.audit');
  const format = useFormatter();
  const values = [...entry.subjects, ...entry.details];
  return (
    <li className="border-b border-line px-4 py-2.5 text-sm last:border-b-0">
      <details>
        <summary className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{entry.action.replaceAll('-', ' ')}</span>
          <span className="me-auto text-muted">
            <ActorName actor={entry.actor} />
          </span>
          <time dateTime={entry.at} className="text-muted tabular-nums">
            {format.dateTime(Date.parse(entry.at), { dateStyle: 'medium', timeStyle: 'medium' })}
          </time>
        </summary>
        {entry.reason && <p className="pt-2">{t('reason', { reason: entry.reason })}</p>}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 pt-2 text-muted">
          {values.map(({ name, value }) => (
            <div key={`${name} ${value}`} className="contents">
              <dt>{name}</dt>
              <dd className="break-all text-text">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  );
}
