import { payloadOf, type Entry, type Projection } from '@trekker/kit';

import { forgetRevisions, noteRevisions, type Revision } from '../db/person-visits.ts';
import { forgetProgress, noteProgress, type Progress } from '../db/tracker-progress.ts';
import { personVisitChanged, PERSON_VISITS_TOPIC, trackersReached } from '../events.ts';

/**
 * Keeps every revision of every person visit, and how far the visits of each tracker go. Both come in one order, so that
 * whoever sees how far they go also sees the visits.
 */
export const personVisitsProjection: Projection = {
  name: 'person-visits',
  topic: PERSON_VISITS_TOPIC,
  batch: 500,
  async apply(tx, entries, { tenantId }) {
    const revisions = entries.filter(({ type }) => type === personVisitChanged.type).map(revisionOf);
    const progress = entries.filter(({ type }) => type === trackersReached.type).flatMap(progressOf);
    if (!revisions.length && !progress.length) return;
    await tx.asTenant(tenantId);
    if (revisions.length) await noteRevisions(tx, tenantId, revisions);
    if (progress.length) await noteProgress(tx, tenantId, progress);
  },
  async reset(tx) {
    await forgetRevisions(tx);
    await forgetProgress(tx);
  },
};

function revisionOf(entry: Entry): Revision {
  const { geofenceId, ...visit } = payloadOf(entry, personVisitChanged);
  return { ...visit, zoneId: geofenceId, offset: entry.offset, knownFrom: entry.at };
}

function progressOf(entry: Entry): Progress[] {
  return payloadOf(entry, trackersReached).trackers.map((reached) => ({ ...reached, knownFrom: entry.at }));
}
