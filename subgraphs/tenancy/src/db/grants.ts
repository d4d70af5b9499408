import type { Tx } from '@trekker/kit';
import { and, asc, eq, gt, inArray, isNull, or, type SQL } from 'drizzle-orm';

import type { GrantRow } from './rows.ts';
import { grants, users } from './tables.ts';

/** Grants of these users, oldest first. */
export function grantsByUser(tx: Tx, userIds: string[]): Promise<GrantRow[]> {
  return tx.db.select().from(grants).where(inArray(grants.userId, userIds)).orderBy(asc(grants.createdAt));
}

export function grantsById(tx: Tx, grantIds: string[]): Promise<GrantRow[]> {
  return tx.db.select().from(grants).where(inArray(grants.grantId, grantIds));
}

export async function insertGrant(tx: Tx, row: GrantRow): Promise<void> {
  await tx.db.insert(grants).values(row);
}

/** The grant that was deleted, or undefined when there was none. */
export async function deleteGrant(tx: Tx, grantId: string): Promise<GrantRow | undefined> {
  const [row] = await tx.db.delete(grants).where(eq(grants.grantId, grantId)).returning();
  return row;
}

/** Users who now hold a role by one of these very units, in the order of their ids. */
export async function usersWithGrantsOn(tx: Tx, unitIds: string[], now: number): Promise<string[]> {
  const rows = await tx.db
    .selectDistinct({ userId: grants.userId })
    .from(grants)
    .where(and(inArray(grants.unitId, unitIds), isLive(now)))
    .orderBy(asc(grants.userId));
  return rows.map(({ userId }) => userId);
}

/**
 * Grants that now let somebody who may sign in administer the whole tenant. Locked until the transaction ends, so that
 * two who take back each other's see one another.
 */
export async function lockAdministratorGrants(tx: Tx, now: number): Promise<GrantRow[]> {
  const administers = and(eq(grants.role, 'ADMINISTRATOR'), isNull(grants.unitId), isLive(now));
  const locked = await tx.db.select().from(grants).where(administers).orderBy(asc(grants.grantId)).for('update');
  // A statement of its own: who waited for the lock must see what the one before did to the users.
  const holders = locked.map(({ userId }) => userId);
  const active = await tx.db
    .select({ userId: users.userId })
    .from(users)
    .where(and(inArray(users.userId, holders), eq(users.active, true)));
  const mayServe = new Set(active.map(({ userId }) => userId));
  return locked.filter(({ userId }) => mayServe.has(userId));
}

function isLive(now: number): SQL | undefined {
  return or(isNull(grants.until), gt(grants.until, now));
}

/** Users who may sign in and now administer the whole tenant, in the order of their ids. */
export async function administrators(tx: Tx, now: number): Promise<string[]> {
  const administers = and(eq(grants.role, 'ADMINISTRATOR'), isNull(grants.unitId), isLive(now));
  const rows = await tx.db
    .selectDistinct({ userId: grants.userId })
    .from(grants)
    .innerJoin(users, and(eq(users.tenantId, grants.tenantId), eq(users.userId, grants.userId)))
    .where(and(administers, eq(users.active, true)))
    .orderBy(asc(grants.userId));
  return rows.map(({ userId }) => userId);
}
