import { payloadOf, type Projection } from '@trekker/kit';

import { forgetZones, noteVisits } from '../db/tracker-zones.ts';
import { VISITS_TOPIC, visitChanged } from '../events.ts';
import type { LatestChanges } from './latest-changes.ts';

/** Keeps which geofences each tracker is inside now, and tells live streams when that changed. */
export function zonesProjection(changes: Pick<LatestChanges, 'call'>): Projection {
  return {
    name: 'zones',
    topic: VISITS_TOPIC,
    derived: [{ table: 'positions.tracker_zones', by: 'tenant' }],
    async apply(tx, entries, { tenantId }) {
      const told = entries
        .filter(({ type }) => type === visitChanged.type)
        .map((entry) => payloadOf(entry, visitChanged));
      // The last entry of a visit says all there is to say of it.
      const last = [...new Map(told.map((visit) => [visit.visitId, visit])).values()];
      if (!last.length) return;
      await tx.asTenant(tenantId);
      const retracted = last.flatMap((visit) => (visit.retracted ? visit.visitId : []));
      await noteVisits(tx, tenantId, { visits: last.filter((visit) => !visit.retracted), retracted });
      tx.afterCommit(() => changes.call(tenantId));
    },
    reset: forgetZones,
  };
}
