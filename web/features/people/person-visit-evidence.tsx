'use client';

import { useQuery } from 'urql';
import { EvidenceView } from '../../records/visits/evidence-view.tsx';
import type { ListedVisit } from '../../records/visits/listed-visit.ts';
import { VISIT_EVIDENCE } from './documents.graphql.ts';

/** Why a visit of a person is believed. */
export function PersonVisitEvidence({ personId, visit }: { readonly personId: string; readonly visit: ListedVisit }) {
  // The visits that have this very moment in common: the one looked for, and those it overlaps.
  const to = new Date(Date.parse(visit.from) + 1).toISOString();
  const [{ data, fetching }, execute] = useQuery({
    query: VISIT_EVIDENCE,
    variables: { personId, from: visit.from, to },
  });
  const found = data?.person?.visits?.nodes.find(({ id }) => id === visit.id)?.visit;
  return <EvidenceView visit={found} loading={fetching} onRetry={() => execute({ requestPolicy: 'network-only' })} />;
}
