import type { Tx } from '@trekker/kit';

import type { AssignmentRow, TrackerRow } from './rows.ts';

/** What stands where a name was. */
export const ERASED_PERSON = 'Erased person';
export const ERASED_TRACKER = 'Erased tracker';

/** Trackers that a person had and nobody else ever: what they are called tells of the person. Locked. */
export function trackersOfNobodyElse(tx: Tx, personId: string): Promise<TrackerRow[]> {
  return tx.sql<TrackerRow[]>`
    select tenant_id as "tenantId", tracker_id as "trackerId", name, unit_id as "unitId", created_at as "createdAt"
    from trackers.trackers t
    where tracker_id in (select tracker_id from trackers.assignments where person_id = ${personId})
      and not exists (
        select from trackers.assignments a
        where a.tracker_id = t.tracker_id and a.person_id is distinct from ${personId}::uuid)
    order by tracker_id for no key update`;
}

/** The person's assignments that last, ended at an instant; one that begins later never held. */
export function endAssignmentsOf(tx: Tx, personId: string, at: number): Promise<AssignmentRow[]> {
  return tx.sql<AssignmentRow[]>`
    update trackers.assignments set valid_to = greatest(valid_from, ${at}::timestamptz)
    where person_id = ${personId} and (valid_to is null or valid_to > ${at})
    returning tenant_id as "tenantId", assignment_id as "assignmentId", tracker_id as "trackerId",
      person_id as "personId", asset_id as "assetId", valid_from as "from", valid_to as "to", priority`;
}

/** Forgets who a person was; the row stays. */
export async function erasePersonRow(tx: Tx, personId: string, at: number): Promise<void> {
  await tx.sql`
    update trackers.people set name = ${ERASED_PERSON}, trade = null, role = null, erased_at = ${at}
    where person_id = ${personId}`;
  await tx.sql`delete from trackers.images where person_id = ${personId}`;
}

/** Forgets what trackers were called, under which identifiers they reported and from where. */
export async function eraseTrackerRows(tx: Tx, trackerIds: readonly string[]): Promise<void> {
  const ids = [...trackerIds];
  await tx.sql`update trackers.trackers set name = ${ERASED_TRACKER} where tracker_id = any(${ids}::uuid[])`;
  await tx.sql`delete from trackers.identifiers where tracker_id = any(${ids}::uuid[])`;
  await tx.sql`update trackers.connections set address = null where tracker_id = any(${ids}::uuid[])`;
  await tx.sql`update trackers.tracker_status set address = null where tracker_id = any(${ids}::uuid[])`;
}
