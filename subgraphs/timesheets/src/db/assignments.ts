import type { Tx } from '@trekker/kit';

import { instantText } from './instant-text.ts';

/** What an entry of topic `person-visits` says of who carries a tracker during `[from, to)`, Unix milliseconds. */
export interface AssignmentRevision {
  readonly assignmentId: string;
  readonly trackerId: string;
  readonly personId: string;
  readonly from: number;
  /** Excluded; null while it lasts. */
  readonly to: number | null;
  readonly offset: number;
  /** Append time of the entry, Unix milliseconds: from here on it is believed. */
  readonly knownFrom: number;
}

/** Keeps revisions of the current tenant, ordered by offset; each ends the one before of the same assignment. */
export async function noteAssignments(
  tx: Tx,
  tenantId: string,
  revisions: readonly AssignmentRevision[],
): Promise<void> {
  const firsts = new Map<string, number>();
  for (const { assignmentId, knownFrom } of revisions)
    if (!firsts.has(assignmentId)) firsts.set(assignmentId, knownFrom);
  const ids = [...firsts.keys()];
  await tx.sql`
    update timesheets.assignments
    set known_to = (${[...firsts.values()]}::timestamptz[])[array_position(${ids}::uuid[], assignment_id)]
    where assignment_id = any(${ids}::uuid[]) and known_to is null`;
  const rows = revisions.map(({ from, to, knownFrom, ...row }) => ({
    ...row,
    from: instantText(from),
    to: instantText(to),
    knownFrom: instantText(knownFrom),
  }));
  await tx.sql`
    insert into timesheets.assignments
      (tenant_id, "offset", assignment_id, tracker_id, person_id, valid_from, valid_to, known_from, known_to)
    select ${tenantId}, t."offset", t."assignmentId", t."trackerId", t."personId", t."from", t."to", t."knownFrom",
      lead(t."knownFrom") over (partition by t."assignmentId" order by t."offset")
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t
      ("offset" bigint, "assignmentId" uuid, "trackerId" uuid, "personId" uuid, "from" timestamptz, "to" timestamptz,
       "knownFrom" timestamptz)`;
}

/** Forgets every assignment of the current tenant, before they are read from the log again. */
export async function forgetAssignments(tx: Tx): Promise<void> {
  await tx.sql`delete from timesheets.assignments`;
}
