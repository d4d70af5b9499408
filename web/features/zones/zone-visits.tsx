'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ZoneVisitsQuery } from '../../__generated__/graphql.ts';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { useNow } from '../../live/live-provider.tsx';
import { DaySpanControl } from '../../records/day-span-control.tsx';
import { DurationText } from '../../records/duration-text.tsx';
import { Section } from '../../records/section.tsx';
import { VisitMarks } from '../../records/visit-marks.tsx';
import type { ShownSpan } from '../../records/use-day-span.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Cell, Table } from '../../ui/table.tsx';
import { carrierAt } from './carrier-at.ts';
import { ZONE_VISITS } from './documents.graphql.ts';

type Visit = ZoneVisitsQuery['visits']['nodes'][number];

/** Who was in a zone during a day or week, the latest first. */
export function ZoneVisits({
  zoneId,
  span,
  version,
}: {
  readonly zoneId: string;
  readonly span: ShownSpan;
  readonly version: number;
}) {
  const t = useTranslations('zonePages.visits');
  const variables = { zoneId, from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
  const [{ data, fetching }] = useFollowingQuery({ query: ZONE_VISITS, variables }, version);
  const visits = data?.visits;
  return (
    <Section title={t('title')} action={<DaySpanControl span={span} />}>
      {!visits && fetching && <SkeletonRows rows={4} label={t('loading')} />}
      {!visits && !fetching && <p className="text-sm text-muted">{t('unknown')}</p>}
      {visits?.nodes.length === 0 && <p className="text-sm text-muted">{t('none')}</p>}
      {!!visits?.nodes.length && (
        <div className="-mx-4 max-h-[32rem] overflow-y-auto">
          <Table
            label={t('title')}
            columns={[{ name: t('who') }, { name: t('tracker') }, { name: t('time') }, { name: t('lasted') }]}
          >
            {visits.nodes.map((visit) => (
              <VisitRow key={visit.id} visit={visit} withDay={span.length === 'week'} />
            ))}
          </Table>
        </div>
      )}
      {visits?.pageInfo.hasNextPage && <p className="text-sm text-muted">{t('more')}</p>}
    </Section>
  );
}

function VisitRow({ visit, withDay }: { readonly visit: Visit; readonly withDay: boolean }) {
  const t = useTranslations('zonePages.visits');
  const format = useFormatter();
  const now = useNow();
  const { tracker, from, to, endReason } = visit;
  const carrier = tracker && carrierAt(tracker.assignments, from);
  const time = (instant: string) => format.dateTime(new Date(instant), { timeStyle: 'short' });
  const day = withDay ? `${format.dateTime(new Date(from), { weekday: 'short', day: 'numeric' })} ` : '';
  const lastedMs = Math.max(0, (to === null ? now : Date.parse(to)) - Date.parse(from));
  return (
    <tr>
      <Cell heading>
        {carrier ? (
          <Link prefetch={false} href={`/${carrier.kind}/${carrier.id}`} className="font-medium hover:text-accent">
            {carrier.name}
          </Link>
        ) : (
          <span className="text-muted">{t('nobody')}</span>
        )}
      </Cell>
      <Cell label={t('tracker')}>
        {tracker ? (
          <Link prefetch={false} href={`/trackers/${tracker.id}`} className="hover:text-accent">
            {tracker.name}
          </Link>
        ) : (
          <span className="text-muted">{t('hidden')}</span>
        )}
      </Cell>
      <Cell label={t('time')}>
        <span className="flex flex-wrap items-center gap-x-2 tabular-nums">
          {day}
          {to === null ? t('since', { from: time(from) }) : t('between', { from: time(from), to: time(to) })}
          <VisitMarks visit={visit} />
          {endReason && endReason !== 'LEFT' && <span className="text-muted">{t(`ended.${endReason}`)}</span>}
        </span>
      </Cell>
      <Cell label={t('lasted')}>
        <DurationText milliseconds={lastedMs} />
      </Cell>
    </tr>
  );
}
