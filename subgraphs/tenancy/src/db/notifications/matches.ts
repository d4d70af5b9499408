import type { Tx } from '@trekker/kit';
import { and, asc, eq, getTableColumns, gte } from 'drizzle-orm';

import type { Outcome } from '../../domain/notifications/kinds.ts';
import { notificationMatches as matches, notifications } from '../notification-tables.ts';
import type { NotificationState } from './notifications.ts';

/** What came of a rule that an event fitted before. */
export interface MatchBefore {
  readonly outcome: Outcome;
  /** Whom or what the event was about when it last fitted. */
  readonly subject: string;
  /** When it first fitted, Unix milliseconds. */
  readonly firstAt: number;
}

/** Notes which rules a revision fitted and what came of each. */
export async function noteMatches(tx: Tx, rows: readonly (typeof matches.$inferInsert)[]): Promise<void> {
  if (rows.length) await tx.db.insert(matches).values([...rows]);
}

/** What came of the rules that an event fitted before, by rule: of each the last time it did. */
export async function matchesBefore(tx: Tx, notificationId: string): Promise<Map<string, MatchBefore>> {
  const rows = await tx.sql<(MatchBefore & { ruleId: string })[]>`
    select distinct on (rule_id) rule_id as "ruleId", outcome, subject,
      min(matched_at) over (partition by rule_id) as "firstAt"
    from tenancy.notification_matches where notification_id = ${notificationId}
    order by rule_id, revision desc`;
  return new Map(rows.map((row) => [row.ruleId, row]));
}

/**
 * When a rule last told anybody something new of a subject that is still believed, Unix milliseconds, or null where that
 * was not since an instant. Corrections are nothing new, and what was withdrawn, turned out to be of somebody else or
 * arrived nowhere does not count.
 */
export async function lastSentAt(
  tx: Tx,
  ruleId: string,
  { subject, since }: { subject: string; since: number },
): Promise<number | null> {
  const [row] = await tx.sql<{ newest: number | null }[]>`
    select max(told.at) as newest from (
      select min(d.created_at) filter (where d.status = 'NEW' and d.state <> 'NOT_SENT') as at
      from tenancy.notification_matches m
      join tenancy.notifications n
        on n.tenant_id = m.tenant_id and n.notification_id = m.notification_id and n.revision = m.revision
      join tenancy.notification_deliveries d
        on d.tenant_id = m.tenant_id and d.notification_id = m.notification_id and d.rule_id = m.rule_id
      where m.rule_id = ${ruleId} and m.subject = ${subject} and m.outcome = 'SENT'
        and m.matched_at > ${since}::timestamptz
      group by d.notification_id having bool_or(d.state in ('PENDING', 'DELIVERED'))) told
    where told.at > ${since}::timestamptz`;
  return row?.newest ?? null;
}

/** What is believed and was held back by a rule because it had told of the subject shortly before, as it became known. */
export function heldBackSince(
  tx: Tx,
  ruleId: string,
  { subject, since }: { subject: string; since: number },
): Promise<NotificationState[]> {
  const { notificationId, revision, createdAt, at } = notifications;
  return tx.db
    .select(getTableColumns(notifications))
    .from(notifications)
    .innerJoin(matches, and(eq(matches.notificationId, notificationId), eq(matches.revision, revision)))
    .where(
      and(
        eq(matches.ruleId, ruleId),
        eq(matches.subject, subject),
        eq(matches.outcome, 'THROTTLED'),
        gte(createdAt, since),
      ),
    )
    .orderBy(asc(createdAt), asc(at), asc(notificationId));
}
