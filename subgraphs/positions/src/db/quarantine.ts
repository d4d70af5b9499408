import type { Page, Tx, UnitReach } from '@trekker/kit';
import { and, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';

import type { QuarantinedFixRow } from './rows.ts';
import { quarantine } from './tables.ts';

export async function insertQuarantined(tx: Tx, rows: readonly QuarantinedFixRow[]): Promise<void> {
  if (rows.length) await tx.db.insert(quarantine).values([...rows]);
}

/** One more than a page of quarantined fixes within a reach, newest first. */
export function pageOfQuarantine(tx: Tx, { first, after }: Page, reach: UnitReach): Promise<QuarantinedFixRow[]> {
  const behind = after
    ? sql`(${quarantine.receivedAt}, ${quarantine.fixId}) < (${Number(after[0])}::timestamptz, ${after[1]}::uuid)`
    : undefined;
  const order = [desc(quarantine.receivedAt), desc(quarantine.fixId)];
  return tx.db
    .select()
    .from(quarantine)
    .where(and(behind, within(reach)))
    .orderBy(...order)
    .limit(first + 1);
}

export async function countQuarantined(tx: Tx, reach: UnitReach): Promise<number> {
  const [row] = await tx.db.select({ total: count() }).from(quarantine).where(within(reach));
  return row?.total ?? 0;
}

export function quarantinedById(tx: Tx, fixIds: string[], reach: UnitReach): Promise<QuarantinedFixRow[]> {
  return tx.db
    .select()
    .from(quarantine)
    .where(and(inArray(quarantine.fixId, fixIds), within(reach)));
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

/**
 * The fixes of trackers that a unit of the reach owns, like `within` for positions. A fix of an unknown tracker belongs
 * to the tenant itself.
 */
function within(reach: UnitReach): SQL | undefined {
  if (reach === 'all') return undefined;
  return sql`${quarantine.trackerId} in (
    select r.key::uuid from positions.replicas r
    where r.replica = 'trackers' and r.valid_to is null
      and r.data->>'unitId' in (select jsonb_array_elements_text(${JSON.stringify(reach)}::jsonb)))`;
}
