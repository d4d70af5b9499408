'use client';

import { useQuery } from 'urql';
import { EvidenceView } from './evidence-view.tsx';
import { TRACKER_VISIT_EVIDENCE } from './visits.graphql.ts';

/** Why a visit of a tracker is believed. */
export function TrackerVisitEvidence({
  trackerId,
  visit,
}: {
  readonly trackerId: string;
  readonly visit: {
    readonly id: string;
    /** RFC 3339; of the whole visit, whoever carried the tracker then. */
    readonly from: string;
    readonly geofence: { readonly id: string };
  };
}) {
  const to = new Date(Date.parse(visit.from) + 1).toISOString();
  const variables = { trackerId, geofenceId: visit.geofence.id, from: visit.from, to };
  const [{ data, fetching }, execute] = useQuery({ query: TRACKER_VISIT_EVIDENCE, variables });
  const found = data?.visits.nodes.find(({ id }) => id === visit.id);
  return <EvidenceView visit={found} loading={fetching} onRetry={() => execute({ requestPolicy: 'network-only' })} />;
}
