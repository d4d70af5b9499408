import { useEffect, useMemo, useRef } from 'react';
import type { ZonesQuery } from '../../__generated__/graphql.ts';
import { useWholeList, type WholeList } from '../../graphql/use-whole-list.ts';
import { ZONES } from './documents.graphql.ts';
import type { Headcounts } from './headcount-store.ts';

/** What every view shows of a zone. */
export type ZoneRow = ZonesQuery['geofences']['nodes'][number];

/**
 * All zones. There is no stream of geofences: the list is asked for anew when the headcounts name a zone it lacks, or
 * when a snapshot lacks one it shows.
 */
export function useZones(headcounts: Headcounts | null): WholeList<ZoneRow> {
  const list = useWholeList(ZONES, zonesOf);
  const { nodes, loading, reload } = list;
  const differing = useMemo(() => differenceOf(nodes, headcounts), [nodes, headcounts]);
  // Asking twice for the same difference would not end it: a zone may be counted that the viewer must not see.
  const asked = useRef('');
  useEffect(() => {
    if (loading || asked.current === differing) return;
    asked.current = differing;
    if (differing) reload();
  }, [loading, differing, reload]);
  return list;
}

/** The ids that only one of both knows, as one text; empty when they agree or nothing is counted yet. */
export function differenceOf(zones: readonly { readonly id: string }[], headcounts: Headcounts | null): string {
  if (!headcounts) return '';
  const listed = new Set(zones.map(({ id }) => id));
  return [...listed.symmetricDifference(new Set(headcounts.zones.keys()))].toSorted().join(' ');
}

function zonesOf(data: ZonesQuery): ZonesQuery['geofences'] {
  return data.geofences;
}
