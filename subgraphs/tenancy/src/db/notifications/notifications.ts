import type { Tx } from '@trekker/kit';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';

import { notifications } from '../notification-tables.ts';

/** An event that fitted a rule, as it is believed now. */
export type NotificationState = typeof notifications.$inferSelect;

/** What was told of these events, by their id. */
export async function notificationsByEvent(tx: Tx, eventIds: string[]): Promise<Map<string, NotificationState>> {
  if (!eventIds.length) return new Map();
  const rows = await tx.db.select().from(notifications).where(inArray(notifications.eventId, eventIds));
  return new Map(rows.map((row) => [row.eventId, row]));
}

export async function insertNotification(tx: Tx, row: NotificationState): Promise<void> {
  await tx.db.insert(notifications).values(row);
}

/** Keeps what is believed of an event now. */
export async function reviseNotification(
  tx: Tx,
  { tenantId: _tenant, notificationId, ...values }: NotificationState,
): Promise<void> {
  await tx.db.update(notifications).set(values).where(eq(notifications.notificationId, notificationId));
}

/** Notes who saw to it, unless somebody did before; whether nobody had. */
export async function noteAcknowledged(
  tx: Tx,
  notificationId: string,
  { userId, now }: { userId: string; now: number },
): Promise<boolean> {
  const noted = await tx.db
    .update(notifications)
    .set({ acknowledgedBy: userId, acknowledgedAt: now })
    .where(and(eq(notifications.notificationId, notificationId), isNull(notifications.acknowledgedAt)))
    .returning({ id: notifications.notificationId });
  return noted.length > 0;
}

/** Up to where a topic was told of; -1 before its first entry. */
export async function toldUpTo(tx: Tx, topic: string): Promise<number> {
  const [row] = await tx.sql<{ offset: number }[]>`
    select "offset" from tenancy.notification_cursors where topic = ${topic}`;
  return row?.offset ?? -1;
}

export async function noteToldUpTo(tx: Tx, { tenantId, topic, offset }: ToldUpTo): Promise<void> {
  await tx.sql`
    insert into tenancy.notification_cursors as c (tenant_id, topic, "offset") values (${tenantId}, ${topic}, ${offset})
    on conflict (tenant_id, topic) do update set "offset" = greatest(c."offset", excluded."offset")`;
}

interface ToldUpTo {
  readonly tenantId: string;
  readonly topic: string;
  readonly offset: number;
}

/** Forgets what was told before an instant, with deliveries, attempts and matches; how many events that were. */
export async function deleteNotificationsBefore(tx: Tx, instant: number): Promise<number> {
  const deleted = await tx.db
    .delete(notifications)
    .where(sql`${notifications.createdAt} < ${instant}::timestamptz`)
    .returning({ id: notifications.notificationId });
  return deleted.length;
}

/** Forgets jobs of tries that ended before an instant: the attempts tell of them. */
export async function deleteTriesEndedBefore(tx: Tx, instant: number): Promise<void> {
  await tx.sql`delete from tenancy.jobs where kind = 'deliver' and state <> 'waiting' and finished_at < ${instant}`;
}
