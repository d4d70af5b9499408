import { useMemo } from 'react';
import type { ZonesQuery } from '../../__generated__/graphql.ts';
import { useWholeList, type WholeList } from '../../graphql/use-whole-list.ts';
import { ZONES } from './documents.graphql.ts';
import type { Headcounts } from './headcount-store.ts';
import { useCompleteList } from './use-complete-list.ts';

/** What every view shows of a zone. */
export type ZoneRow = ZonesQuery['geofences']['nodes'][number];

/** All zones in the shapes that are counted. */
export function useZones(headcounts: Headcounts | null): WholeList<ZoneRow> {
  const counted = useMemo(() => headcounts && [...headcounts.zones.values()].map(({ shape }) => shape), [headcounts]);
  return useCompleteList(useWholeList(ZONES, zonesOf), shapesOf, counted);
}

function shapesOf(zones: readonly ZoneRow[]): string[] {
  return zones.map(({ version }) => version.id);
}

function zonesOf(data: ZonesQuery): ZonesQuery['geofences'] {
  return data.geofences;
}
