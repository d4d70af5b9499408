import type { Page, Tx } from '@trekker/kit';
import { asc, count, eq, inArray, sql } from 'drizzle-orm';

import { notificationRules as rules } from '../notification-tables.ts';
import type { NotificationRuleRow } from '../rows.ts';

/** Rules that hold now, oldest first. */
export function enabledRules(tx: Tx): Promise<NotificationRuleRow[]> {
  return tx.db.select().from(rules).where(eq(rules.enabled, true)).orderBy(asc(rules.createdAt), asc(rules.ruleId));
}

export function rulesById(tx: Tx, ids: string[]): Promise<NotificationRuleRow[]> {
  return tx.db.select().from(rules).where(inArray(rules.ruleId, ids));
}

/** One more than a page of rules, ordered by name. */
export function pageOfRules(tx: Tx, { first, after }: Page): Promise<NotificationRuleRow[]> {
  const behind = after ? sql`(${rules.name}, ${rules.ruleId}) > (${after[0]}, ${after[1]}::uuid)` : undefined;
  return tx.db
    .select()
    .from(rules)
    .where(behind)
    .orderBy(asc(rules.name), asc(rules.ruleId))
    .limit(first + 1);
}

export async function countRules(tx: Tx): Promise<number> {
  const [row] = await tx.db.select({ total: count() }).from(rules);
  return row?.total ?? 0;
}

export async function insertRule(tx: Tx, row: NotificationRuleRow): Promise<void> {
  await tx.db.insert(rules).values(row);
}

export async function replaceRule(
  tx: Tx,
  { tenantId: _tenant, ruleId, ...values }: NotificationRuleRow,
): Promise<void> {
  await tx.db.update(rules).set(values).where(eq(rules.ruleId, ruleId));
}

/** Whether there was such a rule. */
export async function deleteRule(tx: Tx, ruleId: string): Promise<boolean> {
  return (await tx.db.delete(rules).where(eq(rules.ruleId, ruleId)).returning({ id: rules.ruleId })).length > 0;
}

/** Takes an endpoint that is gone out of every rule. */
export async function forgetEndpointInRules(tx: Tx, endpointId: string): Promise<void> {
  await tx.db
    .update(rules)
    .set({ endpointIds: sql`array_remove(${rules.endpointIds}, ${endpointId})` })
    .where(sql`${endpointId} = any(${rules.endpointIds})`);
}
