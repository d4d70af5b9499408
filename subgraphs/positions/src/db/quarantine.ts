import type { Page, Tx } from '@trekker/kit';
import { count, desc, eq, inArray, sql } from 'drizzle-orm';

import type { QuarantinedFixRow } from './rows.ts';
import { quarantine } from './tables.ts';

export async function insertQuarantined(tx: Tx, rows: readonly QuarantinedFixRow[]): Promise<void> {
  if (rows.length) await tx.db.insert(quarantine).values([...rows]);
}

/** One more than a page of quarantined fixes, newest first. */
export function pageOfQuarantine(tx: Tx, { first, after }: Page): Promise<QuarantinedFixRow[]> {
  const behind = after
    ? sql`(${quarantine.receivedAt}, ${quarantine.fixId}) < (${Number(after[0])}::timestamptz, ${after[1]}::uuid)`
    : undefined;
  const order = [desc(quarantine.receivedAt), desc(quarantine.fixId)];
  return tx.db
    .select()
    .from(quarantine)
    .where(behind)
    .orderBy(...order)
    .limit(first + 1);
}

export async function countQuarantined(tx: Tx): Promise<number> {
  const [row] = await tx.db.select({ total: count() }).from(quarantine);
  return row?.total ?? 0;
}

export function quarantinedById(tx: Tx, fixIds: string[]): Promise<QuarantinedFixRow[]> {
  return tx.db.select().from(quarantine).where(inArray(quarantine.fixId, fixIds));
}

export async function deleteQuarantined(tx: Tx, fixId: string): Promise<void> {
  await tx.db.delete(quarantine).where(eq(quarantine.fixId, fixId));
}

/** Notes that a fix was refused again, and why. */
export async function updateReason(
  tx: Tx,
  fixId: string,
  { reason, message }: Pick<QuarantinedFixRow, 'reason' | 'message'>,
): Promise<void> {
  await tx.db.update(quarantine).set({ reason, message }).where(eq(quarantine.fixId, fixId));
}
