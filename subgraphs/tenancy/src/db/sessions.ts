import type { Tx } from '@trekker/kit';
import { and, eq, gt, isNull, lt, ne } from 'drizzle-orm';

import { sessions } from './tables.ts';

export type SessionRow = typeof sessions.$inferSelect;

export async function insertSession(tx: Tx, row: SessionRow): Promise<void> {
  await tx.db.insert(sessions).values(row);
}

export async function sessionById(tx: Tx, sessionId: string): Promise<SessionRow | undefined> {
  const [row] = await tx.db.select().from(sessions).where(eq(sessions.sessionId, sessionId));
  return row;
}

/** Makes whoever ends a session wait until the transaction ends; false when it has ended. */
export async function lockLastingSession(tx: Tx, sessionId: string): Promise<boolean> {
  const lasts = and(eq(sessions.sessionId, sessionId), isNull(sessions.endedAt));
  const locked = await tx.db.select({ id: sessions.sessionId }).from(sessions).where(lasts).for('share');
  return locked.length === 1;
}

/** False when the session had ended already. */
export async function endSession(tx: Tx, sessionId: string, endedAt: number): Promise<boolean> {
  const ended = await tx.db
    .update(sessions)
    .set({ endedAt })
    .where(and(eq(sessions.sessionId, sessionId), isNull(sessions.endedAt)))
    .returning({ id: sessions.sessionId });
  return ended.length === 1;
}

/** Ends the sessions of a user that last, but for one of them; gives back which ended. */
export async function endSessionsOf(
  tx: Tx,
  { userId, except = null, endedAt }: { userId: string; except?: string | null; endedAt: number },
): Promise<string[]> {
  const lasts = and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.expiresAt, endedAt));
  const ended = await tx.db
    .update(sessions)
    .set({ endedAt })
    .where(except === null ? lasts : and(lasts, ne(sessions.sessionId, except)))
    .returning({ id: sessions.sessionId });
  return ended.map(({ id }) => id);
}

/** How many sessions of the current tenant that expired before an instant were deleted. */
export async function deleteSessionsExpiredBefore(tx: Tx, instant: number): Promise<number> {
  const deleted = await tx.db
    .delete(sessions)
    .where(lt(sessions.expiresAt, instant))
    .returning({ id: sessions.sessionId });
  return deleted.length;
}
