import { payloadOf, type Entry, type Projection } from '@trekker/kit';

import { forgetAssignments, noteAssignments, type AssignmentRevision } from '../db/assignments.ts';
import { forgetRevisions, noteRevisions, type Revision } from '../db/person-visits.ts';
import { forgetProgress, noteProgress, type Progress } from '../db/tracker-progress.ts';
import { assignmentChanged, personVisitChanged, PERSON_VISITS_TOPIC, trackersReached } from '../events.ts';

/**
 * Keeps every revision of every person visit and assignment, and how far the visits of each tracker go. All come in one
 * order, so that whoever sees how far the visits go, or who carries what, also sees the visits.
 */
export const personVisitsProjection: Projection = {
  name: 'person-visits',
  topic: PERSON_VISITS_TOPIC,
  batch: 500,
  async apply(tx, entries, { tenantId }) {
    await tx.asTenant(tenantId);
    await note(entries.flatMap(revisionOf), (rows) => noteRevisions(tx, tenantId, rows));
    await note(entries.flatMap(assignmentOf), (rows) => noteAssignments(tx, tenantId, rows));
    await note(entries.flatMap(progressOf), (rows) => noteProgress(tx, tenantId, rows));
  },
  derived: ['person_visits', 'assignments', 'tracker_progress'].map((table) => ({
    table: `timesheets.${table}`,
    by: 'tenant',
  })),
  async reset(tx) {
    await forgetRevisions(tx);
    await forgetAssignments(tx);
    await forgetProgress(tx);
  },
};

async function note<T>(rows: T[], write: (rows: T[]) => Promise<void>): Promise<void> {
  if (rows.length) await write(rows);
}

/** Who is lost is silent to hours: such a visit goes on to where its tracker is heard again, and none of that counts. */
function revisionOf(entry: Entry): Revision[] {
  if (entry.type !== personVisitChanged.type) return [];
  const { geofenceId, lost, ...visit } = payloadOf(entry, personVisitChanged);
  const whole = lost ? { ...visit, to: lost.to, stale: [...visit.stale, lost] } : visit;
  return [{ ...whole, zoneId: geofenceId, offset: entry.offset, knownFrom: entry.at }];
}

function assignmentOf(entry: Entry): AssignmentRevision[] {
  if (entry.type !== assignmentChanged.type) return [];
  const { personId, ...assignment } = payloadOf(entry, assignmentChanged);
  return personId === null ? [] : [{ ...assignment, personId, offset: entry.offset, knownFrom: entry.at }];
}

function progressOf(entry: Entry): Progress[] {
  if (entry.type !== trackersReached.type) return [];
  return payloadOf(entry, trackersReached).trackers.map((reached) => ({ ...reached, knownFrom: entry.at }));
}
