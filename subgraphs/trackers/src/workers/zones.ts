import { payloadOf, runProjection, type ProjectionRunner, type RunnerDependencies } from '@trekker/kit';

import { forgetZones, noteVisits } from '../db/zones.ts';
import { visitChanged, VISITS_TOPIC } from '../events.ts';

/** Derives from topic `visits` which geofences each tracker is inside now. */
export function createZones(deps: RunnerDependencies): ProjectionRunner {
  return runProjection(
    {
      name: 'zones',
      topic: VISITS_TOPIC,
      async apply(tx, entries, { tenantId }) {
        const told = entries.filter(({ type }) => type === visitChanged.type);
        // The last entry of a visit says all there is to say of it.
        const visits = new Map(told.map((entry) => payloadOf(entry, visitChanged)).map((one) => [one.visitId, one]));
        if (!visits.size) return;
        const { lasting = [], over = [] } = Object.groupBy(visits.values(), ({ to, retracted }) =>
          to === null && !retracted ? 'lasting' : 'over',
        );
        await tx.asTenant(tenantId);
        await noteVisits(tx, { lasting, over: over.map(({ visitId }) => visitId) });
      },
      derived: [{ table: 'trackers.tracker_zones', by: 'tenant' }],
      reset: forgetZones,
    },
    deps,
  );
}
