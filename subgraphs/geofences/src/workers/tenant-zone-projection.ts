import type { Clock, Projection } from '@trekker/kit';

import { followZones } from '../actions/follow-zones.ts';
import { timeZoneTold } from '../events.ts';
import { tenantZone } from './replicas.ts';

/** Keeps the tenant's time zone, and has active hours that go by it follow it, from when that is learned of. */
export function tenantZoneProjection(clock: Clock): Projection {
  return {
    ...tenantZone.projection,
    async apply(tx, entries, head) {
      await tenantZone.projection.apply(tx, entries, head);
      for (const entry of entries) {
        if (timeZoneTold(entry) === null) continue;
        const { subject, actor, id: causedBy } = entry;
        await tx.asTenant(subject);
        await followZones(tx, { tenantId: subject, placeId: null, now: clock.now(), signature: { actor, causedBy } });
      }
    },
    // Forgotten, zones that are read again from the beginning would be followed again; as they are, the newest stays it.
    reset: async () => {},
  };
}
