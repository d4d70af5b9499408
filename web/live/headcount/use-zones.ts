import type { ZonesQuery } from '../../__generated__/graphql.ts';
import { useWholeList, type WholeList } from '../../graphql/use-whole-list.ts';
import { ZONES } from './documents.graphql.ts';
import type { Headcounts } from './headcount-store.ts';
import { useCompleteList } from './use-complete-list.ts';

/** What every view shows of a zone. */
export type ZoneRow = ZonesQuery['geofences']['nodes'][number];

/** All zones, as many as the headcounts name. */
export function useZones(headcounts: Headcounts | null): WholeList<ZoneRow> {
  return useCompleteList(useWholeList(ZONES, zonesOf), headcounts?.zones ?? null);
}

function zonesOf(data: ZonesQuery): ZonesQuery['geofences'] {
  return data.geofences;
}
