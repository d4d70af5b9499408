import { payloadOf, type Entry, type Projection } from '@trekker/kit';

import { forgetRevisions, noteRevisions, type Revision } from '../db/person-visits.ts';
import { personVisitChanged, PERSON_VISITS_TOPIC } from '../events.ts';

/**
 * Keeps every revision of every person visit.
 * @param told is called with the tenant once revisions are committed by this process.
 */
export function personVisitsProjection(told: (tenantId: string) => void): Projection {
  return {
    name: 'person-visits',
    topic: PERSON_VISITS_TOPIC,
    batch: 500,
    async apply(tx, entries, { tenantId }) {
      const revisions = entries.filter(({ type }) => type === personVisitChanged.type).map(revisionOf);
      if (!revisions.length) return;
      await tx.asTenant(tenantId);
      await noteRevisions(tx, tenantId, revisions);
      tx.afterCommit(() => told(tenantId));
    },
    reset: forgetRevisions,
  };
}

function revisionOf(entry: Entry): Revision {
  const { geofenceId, ...visit } = payloadOf(entry, personVisitChanged);
  return { ...visit, zoneId: geofenceId, offset: entry.offset, knownFrom: entry.at };
}
