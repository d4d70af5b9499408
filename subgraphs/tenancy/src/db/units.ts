import { isUuid, type Page, type Tx } from '@trekker/kit';
import { and, arrayContains, arrayOverlaps, asc, count, eq, inArray, isNull, ne, sql } from 'drizzle-orm';

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

/** Whether another unit below the same one, or at the top where null, has a name. */
export async function hasSiblingNamed(
  tx: Tx,
  { unitId, parentId, name }: { unitId: string; parentId: string | null; name: string },
): Promise<boolean> {
  const isSibling = parentId === null ? isNull(units.parentId) : eq(units.parentId, parentId);
  const [row] = await tx.db
    .select({ id: units.unitId })
    .from(units)
    .where(and(isSibling, eq(units.name, name), ne(units.unitId, unitId)));
  return row !== undefined;
}

/** Gives a unit another name and kind. */
export async function changeUnit(
  tx: Tx,
  { unitId, name, kind }: Pick<UnitRow, 'unitId' | 'name' | 'kind'>,
): Promise<UnitRow | undefined> {
  const [row] = await tx.db.update(units).set({ name, kind }).where(eq(units.unitId, unitId)).returning();
  return row;
}

/** How many levels the tree below a unit has, the unit itself included. */
export async function heightOf(tx: Tx, { unitId, path }: UnitRow): Promise<number> {
  const [row] = await tx.db
    .select({ deepest: sql<number>`max(cardinality(${units.path}))::integer` })
    .from(units)
    .where(arrayContains(units.path, [unitId]));
  return (row?.deepest ?? path.length) - path.length + 1;
}

/** Puts a unit with all below it under a path; gives back every unit whose path changed. */
export async function moveSubtree(
  tx: Tx,
  { unitId, path }: UnitRow,
  { parentId, above }: { parentId: string | null; above: readonly string[] },
): Promise<UnitRow[]> {
  await tx.db.update(units).set({ parentId }).where(eq(units.unitId, unitId));
  return tx.db
    .update(units)
    .set({ path: sql`${sql.param([...above], units.path)}::uuid[] || ${units.path}[${path.length}::integer:]` })
    .where(arrayContains(units.path, [unitId]))
    .returning();
}

/** Ids from the top down to a unit itself; empty when there is no such unit. */
export async function unitPathOf(tx: Tx, unitId: string): Promise<readonly string[]> {
  const [row] = isUuid(unitId) ? await unitsById(tx, [unitId]) : [];
  return row?.path ?? [];
}
