'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { PersonVisitsQuery } from '../../__generated__/graphql.ts';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { useNow } from '../../live/live-provider.tsx';
import { zoneFill } from '../../records/zone-fill.ts';
import { DaySpanControl } from '../../records/day-span-control.tsx';
import { Section } from '../../records/section.tsx';
import { useDaySpan, type ShownSpan } from '../../records/use-day-span.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { DayStrips } from '../../records/day-strips.tsx';
import { PERSON_VISITS } from './documents.graphql.ts';
import { VisitRow } from './visit-row.tsx';

/** One visit as the list shows it. */
export type ListedVisit = NonNullable<NonNullable<PersonVisitsQuery['person']>['visits']>['nodes'][number];

/** Somebody's visits of a day or week, as a picture and in words; each opens to what it rests on. */
export function PersonVisits({ personId, version }: { readonly personId: string; readonly version: number }) {
  const t = useTranslations('people.visits');
  const span = useDaySpan('day');
  const variables = { personId, from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
  // A span that has passed changes only by positions that come late; it follows like the present one.
  const [{ data, fetching, error }, execute] = useFollowingQuery({ query: PERSON_VISITS, variables }, version);
  const visits = data?.person?.visits;
  return (
    <Section title={t('title')} action={<DaySpanControl span={span} />}>
      {!visits && fetching && <SkeletonRows rows={3} label={t('loading')} />}
      {!visits && !fetching && (
        <Notice tone="danger">
          <span className="flex flex-wrap items-center justify-between gap-2">
            {t(error ? 'failed' : 'unknown')}
            <Button onClick={() => execute({ requestPolicy: 'network-only' })}>{t('retry')}</Button>
          </span>
        </Notice>
      )}
      {visits && <Visits personId={personId} visits={visits.nodes} span={span} />}
      {visits?.pageInfo.hasNextPage && <p className="text-sm text-muted">{t('more')}</p>}
    </Section>
  );
}

function Visits({
  personId,
  visits,
  span,
}: {
  readonly personId: string;
  readonly visits: readonly ListedVisit[];
  readonly span: ShownSpan;
}) {
  const t = useTranslations();
  const format = useFormatter();
  const now = useNow();
  const [open, setOpen] = useState<string | null>(null);
  const stretches = useMemo(
    () =>
      visits.map(({ id, from, to, geofence }) => ({
        key: id,
        from: Date.parse(from),
        to: to === null ? null : Date.parse(to),
        look: zoneFill(geofence.kind),
        title: `${geofence.name}, ${format.dateTime(new Date(from), { timeStyle: 'short' })}`,
      })),
    [visits, format],
  );
  if (!visits.length) return <p className="py-2 text-sm text-muted">{t('people.visits.none')}</p>;
  return (
    <>
      <DayStrips span={span} stretches={stretches} now={now} />
      <ol aria-label={t('people.visits.title')} className="divide-y divide-line/70">
        {visits.map((visit) => (
          <VisitRow
            key={visit.id}
            personId={personId}
            visit={visit}
            withDay={span.length === 'week'}
            open={open === visit.id}
            onToggle={() => setOpen(open === visit.id ? null : visit.id)}
          />
        ))}
      </ol>
    </>
  );
}
