import type { Page, Tx } from '@trekker/kit';
import { and, asc, desc, eq, gte, inArray, lt, sql, type SQL } from 'drizzle-orm';

import type { Channel, DeliveryState } from '../../domain/notifications/kinds.ts';
import type { Message } from '../../domain/notifications/message.ts';
import type { Told } from '../../domain/notifications/plan-telling.ts';
import { deliveryAttempts as attempts, notificationDeliveries as deliveries } from '../notification-tables.ts';
import type { DeliveryAttemptRow, NotificationDeliveryRow } from '../rows.ts';

/** Which deliveries are wanted: all conditions that are not null hold. Times are Unix milliseconds. */
export interface DeliveryConditions {
  readonly endpointId: string | null;
  readonly ruleId: string | null;
  readonly channel: Channel | null;
  readonly state: DeliveryState | null;
  readonly from: number | null;
  readonly to: number | null;
}

/** One more than a page of deliveries, newest first. */
export function pageOfDeliveries(
  tx: Tx,
  wanted: DeliveryConditions,
  { first, after }: Page,
): Promise<NotificationDeliveryRow[]> {
  const { createdAt, deliveryId } = deliveries;
  const behind = after
    ? sql`(${createdAt}, ${deliveryId}) < (${Number(after[0])}::timestamptz, ${after[1]}::uuid)`
    : undefined;
  return tx.db
    .select()
    .from(deliveries)
    .where(and(behind, ...conditionsOf(wanted)))
    .orderBy(desc(createdAt), desc(deliveryId))
    .limit(first + 1);
}

export function deliveriesById(tx: Tx, ids: string[]): Promise<NotificationDeliveryRow[]> {
  return tx.db.select().from(deliveries).where(inArray(deliveries.deliveryId, ids));
}

/** What is told of a notification, oldest first. */
export function deliveriesOfNotification(tx: Tx, notificationId: string): Promise<NotificationDeliveryRow[]> {
  return tx.db
    .select()
    .from(deliveries)
    .where(eq(deliveries.notificationId, notificationId))
    .orderBy(asc(deliveries.createdAt), asc(deliveries.deliveryId));
}

/** Every try of these deliveries, oldest first. */
export function attemptsOf(tx: Tx, deliveryIds: string[]): Promise<DeliveryAttemptRow[]> {
  return tx.db
    .select()
    .from(attempts)
    .where(inArray(attempts.deliveryId, deliveryIds))
    .orderBy(asc(attempts.deliveryId), asc(attempts.number));
}

/** What was said of an event to whom so far. */
export async function toldOf(tx: Tx, notificationId: string): Promise<Said[]> {
  const rows = await tx.db.select().from(deliveries).where(eq(deliveries.notificationId, notificationId)).for('update');
  return rows.map(({ channel, target, userId, ...row }) => ({ ...row, target: { channel, to: target, userId } }));
}

/** What was said, in its words; whether it holds is for others to judge. */
export type Said = Omit<Told, 'holds' | 'mayHear'> & { readonly message: Message };

export async function insertDeliveries(tx: Tx, rows: readonly NotificationDeliveryRow[]): Promise<void> {
  if (rows.length) await tx.db.insert(deliveries).values([...rows]);
}

/** Calls deliveries off that wait. */
export async function supersede(tx: Tx, deliveryIds: readonly string[], now: number): Promise<void> {
  if (!deliveryIds.length) return;
  await tx.db
    .update(deliveries)
    .set({ state: 'SUPERSEDED', nextAttemptAt: null, settledAt: now })
    .where(and(inArray(deliveries.deliveryId, [...deliveryIds]), eq(deliveries.state, 'PENDING')));
}

/** Calls everything off that waits for an endpoint. */
export async function cancelDeliveriesTo(
  tx: Tx,
  endpointId: string,
  { error, now }: { error: string; now: number },
): Promise<void> {
  await tx.db
    .update(deliveries)
    .set({ state: 'CANCELLED', nextAttemptAt: null, settledAt: now, lastError: error })
    .where(and(eq(deliveries.target, endpointId), eq(deliveries.state, 'PENDING')));
}

function conditionsOf({ endpointId, ruleId, channel, state, from, to }: DeliveryConditions): (SQL | undefined)[] {
  return [
    endpointId === null ? undefined : eq(deliveries.target, endpointId),
    ruleId === null ? undefined : eq(deliveries.ruleId, ruleId),
    channel === null ? undefined : eq(deliveries.channel, channel),
    state === null ? undefined : eq(deliveries.state, state),
    from === null ? undefined : gte(deliveries.createdAt, from),
    to === null ? undefined : lt(deliveries.createdAt, to),
  ];
}
