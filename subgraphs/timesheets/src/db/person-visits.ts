import type { Tx } from '@trekker/kit';

import type { PersonVisit } from '../domain/person-visit.ts';
import { instantText } from './instant-text.ts';

/** What an entry of topic `person-visits` says. */
export interface Revision extends PersonVisit {
  readonly personId: string;
  readonly offset: number;
  /** Append time of the entry, Unix milliseconds: from here on it is believed. */
  readonly knownFrom: number;
  readonly retracted: boolean;
}

/**
 * Keeps revisions of the current tenant, ordered by offset. Each ends the belief in the one before of the same person
 * visit; nothing else of that is touched.
 */
export async function noteRevisions(tx: Tx, tenantId: string, revisions: readonly Revision[]): Promise<void> {
  const firsts = new Map<string, number>();
  for (const { personVisitId, knownFrom } of revisions)
    if (!firsts.has(personVisitId)) firsts.set(personVisitId, knownFrom);
  const ids = [...firsts.keys()];
  await tx.sql`
    update timesheets.person_visits
    set known_to = (${[...firsts.values()]}::timestamptz[])[array_position(${ids}::uuid[], person_visit_id)]
    where person_visit_id = any(${ids}::uuid[]) and believed`;
  await tx.sql`
    insert into timesheets.person_visits
      (tenant_id, "offset", person_visit_id, person_id, geofence_id, valid_from, valid_to, stale, retracted, known_from,
       known_to)
    select ${tenantId}, t."offset", t."personVisitId", t."personId", t."zoneId", t."from", t."to", t.stale, t.retracted,
      t."knownFrom", lead(t."knownFrom") over (partition by t."personVisitId" order by t."offset")
    from jsonb_to_recordset(${JSON.stringify(revisions.map(recordOf))}::jsonb) as t
      ("offset" bigint, "personVisitId" uuid, "personId" uuid, "zoneId" uuid, "from" timestamptz, "to" timestamptz,
       stale jsonb, retracted boolean, "knownFrom" timestamptz)`;
}

/** Forgets every revision of the current tenant, before they are read from the log again. */
export async function forgetRevisions(tx: Tx): Promise<void> {
  await tx.sql`delete from timesheets.person_visits`;
}

function recordOf({ from, to, knownFrom, ...rest }: Revision) {
  return { ...rest, from: instantText(from), to: instantText(to), knownFrom: instantText(knownFrom) };
}
