'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { RegionEventsQuery } from '../../__generated__/graphql.ts';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { Section } from '../../records/section.tsx';
import type { ShownSpan } from '../../records/use-day-span.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { REGION_EVENTS } from './documents.graphql.ts';

/** What a device itself said of regions it knows; evidence, from which nothing follows. */
export function RegionEvents({
  trackerId,
  span,
  version,
}: {
  readonly trackerId: string;
  readonly span: ShownSpan;
  readonly version: number;
}) {
  const t = useTranslations('trackers.regions');
  const variables = { trackerId, from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
  const [{ data, fetching }] = useFollowingQuery({ query: REGION_EVENTS, variables }, version);
  const events = data?.tracker?.regionEvents;
  return (
    <Section title={t('title')}>
      <p className="text-sm text-muted">{t('lead')}</p>
      {!events && fetching && <SkeletonRows rows={2} label={t('loading')} />}
      {!events && !fetching && <p className="text-sm text-muted">{t('unknown')}</p>}
      {events && <EventList events={events.nodes} />}
      {events?.pageInfo.hasNextPage && <p className="text-sm text-muted">{t('more')}</p>}
    </Section>
  );
}

type Events = NonNullable<RegionEventsQuery['tracker']>['regionEvents']['nodes'];

function EventList({ events }: { readonly events: Events }) {
  const t = useTranslations('trackers.regions');
  const format = useFormatter();
  if (!events.length) return <p className="text-sm text-muted">{t('none')}</p>;
  return (
    <ol tabIndex={0} className="max-h-80 divide-y divide-line/70 overflow-y-auto text-sm">
      {events.map(({ id, kind, region, recordedAt }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-4 py-1.5">
          <span>{region === null ? t(`nameless.${kind}`) : t(`kinds.${kind}`, { region })}</span>
          <time dateTime={recordedAt} className="text-muted tabular-nums">
            {format.dateTime(new Date(recordedAt), { dateStyle: 'short', timeStyle: 'medium' })}
          </time>
        </li>
      ))}
    </ol>
  );
}
