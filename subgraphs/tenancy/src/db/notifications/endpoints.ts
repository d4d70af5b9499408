import type { Page, Tx } from '@trekker/kit';
import { and, count, desc, eq, inArray, sql } from 'drizzle-orm';

import { webhookEndpoints as endpoints } from '../notification-tables.ts';
import type { WebhookEndpointRow } from '../rows.ts';

export function endpointsById(tx: Tx, ids: string[]): Promise<WebhookEndpointRow[]> {
  return tx.db.select().from(endpoints).where(inArray(endpoints.endpointId, ids));
}

/** One more than a page of endpoints, newest first. */
export function pageOfEndpoints(tx: Tx, { first, after }: Page): Promise<WebhookEndpointRow[]> {
  const { createdAt, endpointId } = endpoints;
  const behind = after
    ? sql`(${createdAt}, ${endpointId}) < (${Number(after[0])}::timestamptz, ${after[1]}::uuid)`
    : undefined;
  return tx.db
    .select()
    .from(endpoints)
    .where(behind)
    .orderBy(desc(createdAt), desc(endpointId))
    .limit(first + 1);
}

export async function countEndpoints(tx: Tx): Promise<number> {
  const [row] = await tx.db.select({ total: count() }).from(endpoints);
  return row?.total ?? 0;
}

export async function insertEndpoint(tx: Tx, row: WebhookEndpointRow): Promise<void> {
  await tx.db.insert(endpoints).values(row);
}

/** The endpoint, locked until the transaction ends, or undefined. */
export async function lockEndpoint(tx: Tx, endpointId: string): Promise<WebhookEndpointRow | undefined> {
  const [row] = await tx.db.select().from(endpoints).where(eq(endpoints.endpointId, endpointId)).for('update');
  return row;
}

/** The endpoint as it is since the change, or undefined when there is none. */
export async function changeEndpoint(
  tx: Tx,
  endpointId: string,
  change: Partial<Omit<WebhookEndpointRow, 'tenantId' | 'endpointId'>>,
): Promise<WebhookEndpointRow | undefined> {
  const [row] = await tx.db.update(endpoints).set(change).where(eq(endpoints.endpointId, endpointId)).returning();
  return row;
}

/** Switches an endpoint off that was on; whether it was. */
export async function switchOff(
  tx: Tx,
  endpointId: string,
  disabledReason: 'GONE' | 'FAILING',
): Promise<WebhookEndpointRow | undefined> {
  const [row] = await tx.db
    .update(endpoints)
    .set({ enabled: false, disabledReason, pausedUntil: null })
    .where(and(eq(endpoints.endpointId, endpointId), eq(endpoints.enabled, true)))
    .returning();
  return row;
}

/** Whether there was such an endpoint. */
export async function deleteEndpoint(tx: Tx, endpointId: string): Promise<WebhookEndpointRow | undefined> {
  const [row] = await tx.db.delete(endpoints).where(eq(endpoints.endpointId, endpointId)).returning();
  return row;
}
