import { useMemo } from 'react';
import type { HoursOfZonesQuery } from '../../../__generated__/graphql.ts';
import { useWholeList } from '../../../graphql/use-whole-list.ts';
import { HOURS_OF_ZONES } from '../documents.graphql.ts';
import type { GivenHours } from './hours-draft.ts';

/** When each zone counts; null: always, or not known. */
export function useHoursOfZones(): (zoneId: string) => GivenHours | null {
  const { nodes } = useWholeList(HOURS_OF_ZONES, zonesOf);
  return useMemo(() => {
    const hours = new Map(nodes.map(({ id, version }) => [id, version.rules.activeHours ?? null]));
    return (zoneId) => hours.get(zoneId) ?? null;
  }, [nodes]);
}

function zonesOf(data: HoursOfZonesQuery): HoursOfZonesQuery['geofences'] {
  return data.geofences;
}
