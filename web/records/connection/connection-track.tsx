'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ConnectionHistoryQuery, ConnectionStatus } from '../../__generated__/graphql.ts';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { CONNECTIONS } from '../../lists/connections.ts';
import { useNow } from '../../live/live-provider.tsx';
import { StatusText } from '../../live/status-text.tsx';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { DayStrips } from '../day-strips.tsx';
import { DurationText } from '../duration-text.tsx';
import type { ShownSpan } from '../use-day-span.ts';
import { CONNECTION_HISTORY } from './connection.graphql.ts';
import { PeriodList } from './period-list.tsx';
import { shareOfConnections } from './share-of-connections.ts';
import { periodsWithin, toldPeriods, type ToldPeriod } from './told-periods.ts';

const LOOKS: Readonly<Record<ConnectionStatus, string>> = {
  CONNECTED: 'bg-connected',
  IDLE: 'bg-idle/70',
  DISCONNECTED: 'bg-disconnected/30',
};

/** A time during which a tracker was carried; Unix milliseconds, `to` null while it lasts. */
export interface Held {
  readonly from: number;
  readonly to: number | null;
}

/** When a tracker was heard from how well and why not: a strip for each day, how long in all, and every change. */
export function ConnectionTrack({
  trackerId,
  name,
  span,
  held = null,
  version,
}: {
  readonly trackerId: string;
  readonly name: string;
  readonly span: ShownSpan;
  /** Only while somebody carried it; null: all the time. */
  readonly held?: readonly Held[] | null;
  readonly version: number;
}) {
  const t = useTranslations('records.connection');
  const format = useFormatter();
  const now = useNow();
  const variables = { trackerId, from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
  const [{ data, fetching }, execute] = useFollowingQuery({ query: CONNECTION_HISTORY, variables }, version);
  const tracker = data?.tracker ?? null;
  const periods = useMemo(() => {
    const all = tracker ? periodsOf(tracker) : [];
    return held ? periodsWithin(all, held) : all;
  }, [tracker, held]);
  const states = useTranslations('status');
  const stretches = useMemo(
    () =>
      periods.map(({ status, from, to }) => ({
        key: `${from}`,
        from,
        to,
        look: LOOKS[status],
        title: `${states(status)}, ${format.dateTime(from, { timeStyle: 'short' })}`,
      })),
    [periods, states, format],
  );
  if (!tracker) {
    if (fetching) return <SkeletonRows rows={3} label={t('loading')} />;
    return (
      <p className="flex flex-wrap items-center justify-between gap-3 text-sm text-muted">
        {t('unknown')}
        <Button onClick={() => execute({ requestPolicy: 'network-only' })}>{t('retry')}</Button>
      </p>
    );
  }
  const shares = shareOfConnections(periods, { from: span.from, to: span.to, now });
  return (
    <>
      <DayStrips span={span} stretches={stretches} now={now} />
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
      <PeriodList label={t('changes', { name })} periods={periods} withDay={span.length === 'week'} />
      {tracker.connectionHistory.pageInfo.hasNextPage && <p className="text-sm text-muted">{t('more')}</p>}
    </>
  );
}

function periodsOf({
  status,
  connectionHistory,
  connections,
}: NonNullable<ConnectionHistoryQuery['tracker']>): ToldPeriod[] {
  const periods = connectionHistory.nodes.map((period) => ({ status: period.status, ...timesOf(period) }));
  const sessions = connections.nodes.map((session) => ({ ...session, ...timesOf(session) }));
  return toldPeriods(periods, { sessions, present: status });
}

function timesOf({ from, to }: { readonly from: string; readonly to: string | null }): Held {
  return { from: Date.parse(from), to: to === null ? null : Date.parse(to) };
}
