import type { Tx } from '@trekker/kit';
import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';

import { pushSubscriptions as subscriptions } from '../notification-tables.ts';
import type { PushSubscriptionRow } from '../rows.ts';

/** Whose subscriptions are meant: one by its id, those made in a session, or a user's. */
export type WhichSubscriptions =
  | { readonly kind: 'one'; readonly subscriptionId: string }
  | { readonly kind: 'own'; readonly subscriptionId: string; readonly userId: string }
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'user'; readonly userId: string; readonly exceptSession: string | null };

export function pushSubscriptionsById(tx: Tx, ids: string[]): Promise<PushSubscriptionRow[]> {
  return tx.db.select().from(subscriptions).where(inArray(subscriptions.subscriptionId, ids));
}

/** The subscriptions of these users, oldest first. */
export async function pushSubscriptionsOf(tx: Tx, userIds: readonly string[]): Promise<PushSubscriptionRow[]> {
  if (!userIds.length) return [];
  return tx.db
    .select()
    .from(subscriptions)
    .where(inArray(subscriptions.userId, [...userIds]))
    .orderBy(asc(subscriptions.createdAt), asc(subscriptions.subscriptionId));
}

/** The subscription of a browser, locked until the transaction ends. */
export async function lockSubscriptionOf(tx: Tx, endpoint: string): Promise<PushSubscriptionRow | undefined> {
  const [row] = await tx.db.select().from(subscriptions).where(eq(subscriptions.endpoint, endpoint)).for('update');
  return row;
}

/** The subscription, locked until the transaction ends, or undefined. */
export async function lockPushSubscription(tx: Tx, subscriptionId: string): Promise<PushSubscriptionRow | undefined> {
  const wanted = eq(subscriptions.subscriptionId, subscriptionId);
  const [row] = await tx.db.select().from(subscriptions).where(wanted).for('update');
  return row;
}

/** Adds a subscription, or keeps what is new of it. */
export async function keepPushSubscription(tx: Tx, row: PushSubscriptionRow): Promise<void> {
  const { tenantId: _tenant, subscriptionId: _id, userId: _user, endpoint: _endpoint, ...said } = row;
  const { tenantId, subscriptionId } = subscriptions;
  await tx.db
    .insert(subscriptions)
    .values(row)
    .onConflictDoUpdate({ target: [tenantId, subscriptionId], set: said });
}

export async function notePushed(tx: Tx, subscriptionId: string, lastSuccessAt: number): Promise<void> {
  await tx.db.update(subscriptions).set({ lastSuccessAt }).where(eq(subscriptions.subscriptionId, subscriptionId));
}

/** Deletes subscriptions; gives back which there were. */
export async function deletePushSubscriptions(tx: Tx, which: WhichSubscriptions): Promise<PushSubscriptionRow[]> {
  return tx.db.delete(subscriptions).where(conditionOf(which)).returning();
}

function conditionOf(which: WhichSubscriptions): SQL | undefined {
  const { subscriptionId, sessionId, userId } = subscriptions;
  if (which.kind === 'one') return eq(subscriptionId, which.subscriptionId);
  if (which.kind === 'own') return and(eq(subscriptionId, which.subscriptionId), eq(userId, which.userId));
  if (which.kind === 'session') return eq(sessionId, which.sessionId);
  return and(eq(userId, which.userId), sql`${sessionId} is distinct from ${which.exceptSession}::uuid`);
}
