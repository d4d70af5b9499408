'use client';

import type { ReactNode } from 'react';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import type { ShownSpan } from '../../records/use-day-span.ts';
import { VisitsSection } from '../../records/visits/visits-section.tsx';
import { PERSON_VISITS } from './documents.graphql.ts';
import { PersonVisitEvidence } from './person-visit-evidence.tsx';

/** Somebody's visits of a day or week. */
export function PersonVisits({
  personId,
  span,
  action,
  version,
}: {
  readonly personId: string;
  readonly span: ShownSpan;
  readonly action: ReactNode;
  readonly version: number;
}) {
  const variables = { personId, from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
  // A span that has passed changes only by positions that come late; it follows like the present one.
  const [{ data, fetching, error }, execute] = useFollowingQuery({ query: PERSON_VISITS, variables }, version);
  const visits = data?.person?.visits;
  return (
    <VisitsSection
      answer={{
        visits: visits?.nodes ?? null,
        more: visits?.pageInfo.hasNextPage ?? false,
        loading: fetching,
        failed: error !== undefined,
        reload: () => execute({ requestPolicy: 'network-only' }),
      }}
      span={span}
      action={action}
      evidence={(visit) => <PersonVisitEvidence personId={personId} visit={visit} />}
    />
  );
}
