import type { Page, Tx } from '@trekker/kit';
import { and, asc, count, eq, gt, inArray, sql } from 'drizzle-orm';

import type { UserRow } from './rows.ts';
import { users } from './tables.ts';

export function usersById(tx: Tx, ids: string[]): Promise<UserRow[]> {
  return tx.db.select().from(users).where(inArray(users.userId, ids));
}

/** Makes whoever takes rights from a user wait until the transaction ends; after it, what was taken before is seen. */
export async function lockRightsOf(tx: Tx, userId: string): Promise<void> {
  // Taking away a role or the sign-in always changes the user's row.
  await tx.db.select({ id: users.userId }).from(users).where(eq(users.userId, userId)).for('share');
}

/** Makes whoever else changes what a user has wait until the transaction ends; false when the user may not sign in. */
export async function lockActiveUser(tx: Tx, userId: string): Promise<boolean> {
  const wanted = and(eq(users.userId, userId), eq(users.active, true));
  const locked = await tx.db.select({ id: users.userId }).from(users).where(wanted).for('no key update');
  return locked.length === 1;
}

/** The user who signs in under a name, whatever its case. */
export async function userBySignInName(tx: Tx, name: string): Promise<UserRow | undefined> {
  const [row] = await tx.db.select().from(users).where(eq(users.signInKey, name.toLowerCase()));
  return row;
}

/** One more than a page of users, ordered by sign-in name. */
export function pageOfUsers(tx: Tx, { first, after }: Page): Promise<UserRow[]> {
  const behind = after?.[0] === undefined ? undefined : gt(users.signInKey, after[0]);
  return tx.db
    .select()
    .from(users)
    .where(behind)
    .orderBy(asc(users.signInKey))
    .limit(first + 1);
}

export async function countUsers(tx: Tx): Promise<number> {
  const [row] = await tx.db.select({ total: count() }).from(users);
  return row?.total ?? 0;
}

/** False when somebody signs in under the name already. */
export async function insertUser(tx: Tx, row: UserRow): Promise<boolean> {
  const inserted = await tx.db.insert(users).values(row).onConflictDoNothing().returning({ id: users.userId });
  return inserted.length === 1;
}

/**
 * Notes that a user signs in, if that may still be: undefined when the user may not any more or has another password
 * than the one that was looked at. Whoever takes either away waits for this transaction and then sees its session.
 */
export async function noteSignIn(tx: Tx, { userId, passwordHash }: UserRow, now: number): Promise<UserRow | undefined> {
  const [row] = await tx.db
    .update(users)
    .set({ lastSignedInAt: now })
    .where(and(eq(users.userId, userId), eq(users.passwordHash, passwordHash), eq(users.active, true)))
    .returning();
  return row;
}

/** The user with the new state, or undefined when it was the user's already. */
export async function setActive(tx: Tx, userId: string, active: boolean): Promise<UserRow | undefined> {
  const [row] = await tx.db
    .update(users)
    .set({ active })
    .where(and(eq(users.userId, userId), eq(users.active, !active)))
    .returning();
  return row;
}

/** False when the password is not the one that was looked at any more. */
export async function replacePassword(
  tx: Tx,
  { userId, from, to }: { userId: string; from: string; to: string },
): Promise<boolean> {
  const replaced = await tx.db
    .update(users)
    .set({ passwordHash: to })
    .where(and(eq(users.userId, userId), eq(users.passwordHash, from)))
    .returning({ id: users.userId });
  return replaced.length === 1;
}

/** Makes every credential issued so far too old; returns the new epoch. */
export async function raiseEpoch(tx: Tx, userId: string): Promise<number> {
  const [row] = await tx.db
    .update(users)
    .set({ epoch: sql`${users.epoch} + 1` })
    .where(eq(users.userId, userId))
    .returning({ epoch: users.epoch });
  return row?.epoch ?? 0;
}

/** Keeps a user's e-mail address; false when there is no such user. */
export async function setEmail(tx: Tx, userId: string, email: string | null): Promise<boolean> {
  const changed = await tx.db
    .update(users)
    .set({ email })
    .where(eq(users.userId, userId))
    .returning({ id: users.userId });
  return changed.length === 1;
}
