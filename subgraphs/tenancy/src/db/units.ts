import type { Page, Tx } from '@trekker/kit';
import { arrayOverlaps, asc, count, inArray, sql } from 'drizzle-orm';

import type { UnitRow } from './rows.ts';
import { units } from './tables.ts';

export function unitsById(tx: Tx, ids: string[]): Promise<UnitRow[]> {
  return tx.db.select().from(units).where(inArray(units.unitId, ids));
}

/** Units directly below these, ordered by name. */
export function unitsByParent(tx: Tx, parentIds: string[]): Promise<UnitRow[]> {
  return tx.db.select().from(units).where(inArray(units.parentId, parentIds)).orderBy(asc(units.name));
}

/** One more than a page of units, ordered by name. */
export function pageOfUnits(tx: Tx, { first, after }: Page): Promise<UnitRow[]> {
  const behind = after ? sql`(${units.name}, ${units.unitId}) > (${after[0]}, ${after[1]}::uuid)` : undefined;
  return tx.db
    .select()
    .from(units)
    .where(behind)
    .orderBy(asc(units.name), asc(units.unitId))
    .limit(first + 1);
}

export async function countUnits(tx: Tx): Promise<number> {
  const [row] = await tx.db.select({ total: count() }).from(units);
  return row?.total ?? 0;
}

/** Ids of these units and of all below them. */
export async function subtreeOf(tx: Tx, unitIds: string[]): Promise<UnitRow[]> {
  return tx.db.select().from(units).where(arrayOverlaps(units.path, unitIds));
}

/** False when a sibling has the name already. */
export async function insertUnit(tx: Tx, row: UnitRow): Promise<boolean> {
  const inserted = await tx.db.insert(units).values(row).onConflictDoNothing().returning({ id: units.unitId });
  return inserted.length === 1;
}
