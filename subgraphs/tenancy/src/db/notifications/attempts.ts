import type { Tx } from '@trekker/kit';
import { and, eq } from 'drizzle-orm';

import type { AttemptResult } from '../../domain/notifications/attempt.ts';
import { deliveryAttempts as attempts, notificationDeliveries as deliveries } from '../notification-tables.ts';
import type { NotificationDeliveryRow } from '../rows.ts';

/** The delivery whose turn this is, locked until the transaction ends; undefined when it was tried, or called off. */
export async function lockTurn(
  tx: Tx,
  { deliveryId, turn }: { deliveryId: string; turn: number },
): Promise<NotificationDeliveryRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.deliveryId, deliveryId), eq(deliveries.turn, turn), eq(deliveries.state, 'PENDING')))
    .for('update');
  return row;
}

/** Notes that a try begins; gives its number, from 1. */
export async function beginAttempt(
  tx: Tx,
  { tenantId, deliveryId, attempts: before }: NotificationDeliveryRow,
  startedAt: number,
): Promise<number> {
  const number = before + 1;
  await tx.db.update(deliveries).set({ attempts: number }).where(eq(deliveries.deliveryId, deliveryId));
  await tx.db.insert(attempts).values({ tenantId, deliveryId, number, startedAt });
  return number;
}

/** Notes what a try gave. */
export async function finishAttempt(
  tx: Tx,
  { deliveryId, number }: { deliveryId: string; number: number },
  { statusCode, error, response, finishedAt }: AttemptResult & { finishedAt: number },
): Promise<void> {
  await tx.db
    .update(attempts)
    .set({ statusCode, error, response, finishedAt })
    .where(and(eq(attempts.deliveryId, deliveryId), eq(attempts.number, number)));
}

/** Notes a success, which is final whatever else was decided meanwhile. */
export async function noteDelivered(
  tx: Tx,
  deliveryId: string,
  { statusCode, now }: { statusCode: number | null; now: number },
): Promise<void> {
  const settled = { state: 'DELIVERED', nextAttemptAt: null, settledAt: now, lastError: null } as const;
  await tx.db
    .update(deliveries)
    .set({ ...settled, lastStatus: statusCode })
    .where(eq(deliveries.deliveryId, deliveryId));
}

/** Ends a turn: another one follows, or the delivery is settled. Whether it still was this turn. */
export async function endTurn(
  tx: Tx,
  { deliveryId, turn }: { deliveryId: string; turn: number },
  change: Partial<
    Pick<NotificationDeliveryRow, 'state' | 'tries' | 'nextAttemptAt' | 'settledAt' | 'lastStatus' | 'lastError'>
  >,
): Promise<boolean> {
  const changed = await tx.db
    .update(deliveries)
    .set({ ...change, turn: turn + 1 })
    .where(and(eq(deliveries.deliveryId, deliveryId), eq(deliveries.turn, turn), eq(deliveries.state, 'PENDING')))
    .returning({ id: deliveries.deliveryId });
  return changed.length === 1;
}

/** Begins a new round of tries of a delivery that is settled; undefined when it is not, or there is none. */
export async function beginRound(
  tx: Tx,
  delivery: Pick<NotificationDeliveryRow, 'deliveryId' | 'turn' | 'state'>,
  now: number,
): Promise<NotificationDeliveryRow | undefined> {
  const { deliveryId, turn, state } = delivery;
  const [row] = await tx.db
    .update(deliveries)
    .set({ state: 'PENDING', turn: turn + 1, tries: 0, roundStartedAt: now, nextAttemptAt: now, settledAt: null })
    .where(and(eq(deliveries.deliveryId, deliveryId), eq(deliveries.turn, turn), eq(deliveries.state, state)))
    .returning();
  return row;
}
