'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ConnectionStatus } from '../../__generated__/graphql.ts';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { CONNECTIONS } from '../../lists/connections.ts';
import { useNow } from '../../live/live-provider.tsx';
import { StatusText } from '../../live/status-text.tsx';
import { DaySpanControl } from '../../records/day-span-control.tsx';
import { DayStrips } from '../../records/day-strips.tsx';
import { DurationText } from '../../records/duration-text.tsx';
import { Section } from '../../records/section.tsx';
import type { ShownSpan } from '../../records/use-day-span.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { shareOfConnections } from './share-of-connections.ts';
import { CONNECTION_HISTORY } from './documents.graphql.ts';

const LOOKS: Readonly<Record<ConnectionStatus, string>> = {
  CONNECTED: 'bg-connected',
  IDLE: 'bg-idle/70',
  DISCONNECTED: 'bg-disconnected/30',
};

/** When a tracker was heard from how well, a strip for each day, and how long in all. */
export function ConnectionHistory({
  trackerId,
  span,
  version,
}: {
  readonly trackerId: string;
  readonly span: ShownSpan;
  readonly version: number;
}) {
  const t = useTranslations();
  const format = useFormatter();
  const now = useNow();
  const variables = { trackerId, from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
  const [{ data, fetching }] = useFollowingQuery({ query: CONNECTION_HISTORY, variables }, version);
  const history = data?.tracker?.connectionHistory;
  const periods = useMemo(
    () =>
      (history?.nodes ?? []).map(({ status, from, to }) => ({
        status,
        from: Date.parse(from),
        to: to === null ? null : Date.parse(to),
      })),
    [history],
  );
  const stretches = useMemo(
    () =>
      periods.map(({ status, from, to }) => ({
        key: `${from}`,
        from,
        to,
        look: LOOKS[status],
        title: `${t(`status.${status}`)}, ${format.dateTime(from, { timeStyle: 'short' })}`,
      })),
    [periods, t, format],
  );
  const shares = shareOfConnections(periods, { from: span.from, to: span.to, now });
  return (
    <Section title={t('trackers.connection.title')} action={<DaySpanControl span={span} />}>
      {!history && fetching && <SkeletonRows rows={3} label={t('trackers.connection.loading')} />}
      {!history && !fetching && <p className="text-sm text-muted">{t('trackers.connection.unknown')}</p>}
      {history && <DayStrips span={span} stretches={stretches} now={now} />}
      {history && (
        <ul className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
          {CONNECTIONS.map((status) => (
            <li key={status} className="flex items-center gap-2">
              <StatusText status={status} />
              <span className="text-muted">
                <DurationText milliseconds={shares[status]} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {history?.pageInfo.hasNextPage && <p className="text-sm text-muted">{t('trackers.connection.more')}</p>}
    </Section>
  );
}
