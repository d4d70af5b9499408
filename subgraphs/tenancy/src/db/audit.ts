import type { Page, Tx } from '@trekker/kit';
import { and, desc, eq, exists, gte, inArray, lt, sql, type SQL } from 'drizzle-orm';

import type { AuditEntryRow } from './rows.ts';
import { auditEntries, auditSubjects } from './tables.ts';

/** Which entries are wanted: all conditions that are not null hold. Times are Unix milliseconds. */
export interface AuditConditions {
  readonly userId: string | null;
  readonly topic: string | null;
  readonly action: string | null;
  readonly subjectId: string | null;
  readonly from: number | null;
  readonly to: number | null;
}

/** One more than a page of what was done in the tenant, newest first; what was done at once in the order of its log. */
export function pageOfAudit(tx: Tx, wanted: AuditConditions, { first, after }: Page): Promise<AuditEntryRow[]> {
  const { at, offset, entryId } = auditEntries;
  const behind = after
    ? sql`(${at}, ${offset}, ${entryId}) < (${Number(after[0])}::timestamptz, ${Number(after[1])}::bigint, ${after[2]}::uuid)`
    : undefined;
  return tx.db
    .select()
    .from(auditEntries)
    .where(and(behind, ...conditionsOf(tx, wanted)))
    .orderBy(desc(at), desc(offset), desc(entryId))
    .limit(first + 1);
}

export function auditEntriesById(tx: Tx, ids: string[]): Promise<AuditEntryRow[]> {
  return tx.db.select().from(auditEntries).where(inArray(auditEntries.entryId, ids));
}

/** Keeps entries of the current tenant; those that are kept already stay as they are. */
export async function insertAudit(tx: Tx, rows: readonly AuditEntryRow[]): Promise<void> {
  if (!rows.length) return;
  await tx.db
    .insert(auditEntries)
    .values([...rows])
    .onConflictDoNothing();
  const subjects = rows.flatMap(({ tenantId, entryId, subjects: named }) =>
    named.map(({ value: subjectId }) => ({ tenantId, entryId, subjectId })),
  );
  if (subjects.length) await tx.db.insert(auditSubjects).values(subjects).onConflictDoNothing();
}

/** Forgets what the current tenant's audit says of people who were erased and their devices, but for who did it and when. */
export async function eraseAudit({ sql }: Tx, ids: readonly string[]): Promise<void> {
  for (const id of ids)
    await sql`
      update tenancy.audit_entries set details = '[]'::jsonb
      where entry_id in (select entry_id from tenancy.audit_subjects where subject_id = ${id})
        and action in ('person-created', 'person-changed', 'device-claimed', 'device-released')`;
}

/** Forgets what was done in the current tenant by the log of one service. */
export async function forgetAudit(tx: Tx, topic: string): Promise<void> {
  await tx.db.delete(auditEntries).where(eq(auditEntries.topic, topic));
}

function conditionsOf(tx: Tx, { userId, topic, action, subjectId, from, to }: AuditConditions): (SQL | undefined)[] {
  const about = tx.db
    .select({ entryId: auditSubjects.entryId })
    .from(auditSubjects)
    .where(and(eq(auditSubjects.entryId, auditEntries.entryId), eq(auditSubjects.subjectId, subjectId ?? '')));
  return [
    userId === null ? undefined : and(eq(auditEntries.actorKind, 'user'), eq(auditEntries.actorId, userId)),
    topic === null ? undefined : eq(auditEntries.topic, topic),
    action === null ? undefined : eq(auditEntries.action, action),
    subjectId === null ? undefined : exists(about),
    from === null ? undefined : gte(auditEntries.at, from),
    to === null ? undefined : lt(auditEntries.at, to),
  ];
}
