import type { Tx } from '@trekker/kit';
import { and, asc, eq, gt, inArray, isNull, or } from 'drizzle-orm';

import type { GrantRow } from './rows.ts';
import { grants } from './tables.ts';

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

/**
 * Grants that now make somebody an administrator of the whole tenant. Locked until the transaction ends, so that two
 * who take back each other's see one another.
 */
export function lockAdministratorGrants(tx: Tx, now: number): Promise<GrantRow[]> {
  const isLive = or(isNull(grants.until), gt(grants.until, now));
  return tx.db
    .select()
    .from(grants)
    .where(and(eq(grants.role, 'ADMINISTRATOR'), isNull(grants.unitId), isLive))
    .orderBy(asc(grants.grantId))
    .for('update');
}
