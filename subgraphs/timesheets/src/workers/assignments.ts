import type { Entry, Projection } from '@trekker/kit';

import { forgetAssignments, noteAssignments, type AssignmentRevision } from '../db/assignments.ts';
import { assignmentIn, TRACKERS_TOPIC } from '../events.ts';

/** Keeps every revision of every assignment of a tracker to a person. */
export const assignmentsProjection: Projection = {
  name: 'assignments',
  topic: TRACKERS_TOPIC,
  async apply(tx, entries, { tenantId }) {
    const revisions = entries.flatMap(revisionOf);
    if (!revisions.length) return;
    await tx.asTenant(tenantId);
    await noteAssignments(tx, tenantId, revisions);
  },
  reset: forgetAssignments,
};

function revisionOf(entry: Entry): AssignmentRevision[] {
  const assignment = assignmentIn(entry);
  if (!assignment || assignment.personId === null) return [];
  const { assignmentId, trackerId, personId, from, to } = assignment;
  return [{ assignmentId, trackerId, personId, from, to, offset: entry.offset, knownFrom: entry.at }];
}
