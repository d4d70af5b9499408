import { useMemo } from 'react';
import { useHeadcounts } from '../live/headcount/use-headcounts.ts';
import { useZones, type ZoneRow } from '../live/headcount/use-zones.ts';

/** All zones. */
export interface ZoneIndex {
  readonly all: readonly ZoneRow[];
  readonly byId: ReadonlyMap<string, ZoneRow>;
}

/** All zones in the shapes that hold now; empty until they are known. */
export function useZoneIndex(): ZoneIndex {
  const { nodes } = useZones(useHeadcounts());
  return useMemo(() => ({ all: nodes, byId: new Map(nodes.map((zone) => [zone.id, zone])) }), [nodes]);
}
