'use client';

import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import type { ShownSpan } from '../../records/use-day-span.ts';
import { TrackerVisitEvidence } from '../../records/visits/tracker-visit-evidence.tsx';
import { TRACKER_VISITS } from '../../records/visits/visits.graphql.ts';
import { VisitsSection } from '../../records/visits/visits-section.tsx';

/** The visits of a tracker on a day or week, whoever carried it. */
export function TrackerVisits({
  trackerId,
  span,
  version,
}: {
  readonly trackerId: string;
  readonly span: ShownSpan;
  readonly version: number;
}) {
  const variables = { trackerId, from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
  const [{ data, fetching }, execute] = useFollowingQuery({ query: TRACKER_VISITS, variables }, version);
  return (
    <VisitsSection
      answer={{
        visits: data?.visits.nodes ?? null,
        more: data?.visits.pageInfo.hasNextPage ?? false,
        loading: fetching,
        failed: true,
        reload: () => execute({ requestPolicy: 'network-only' }),
      }}
      span={span}
      action={null}
      evidence={(visit) => <TrackerVisitEvidence trackerId={trackerId} visit={visit} />}
    />
  );
}
