import type { Tx } from '@trekker/kit';
import { and, asc, eq, inArray, ne, or } from 'drizzle-orm';

import type { SavedViewList } from '../domain/saved-view.ts';
import type { SavedViewRow } from './rows.ts';
import { savedViews as views } from './tables.ts';

/** Views of these lists that a user may choose from, by name: their own and those shared in the tenant. */
export function viewsFor(
  tx: Tx,
  { userId, lists }: { userId: string; lists: readonly SavedViewList[] },
): Promise<SavedViewRow[]> {
  return tx.db
    .select()
    .from(views)
    .where(and(inArray(views.list, [...lists]), or(eq(views.userId, userId), eq(views.shared, true))))
    .orderBy(asc(views.nameKey), asc(views.viewId));
}

/** A view that a user may choose, theirs or shared, or undefined. */
export async function viewFor(
  tx: Tx,
  { userId, viewId }: { userId: string; viewId: string },
): Promise<SavedViewRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(views)
    .where(and(eq(views.viewId, viewId), or(eq(views.userId, userId), eq(views.shared, true))));
  return row;
}

/** Whether a user has another view of the list whose name is the same but for its case. */
export async function hasViewNamed(
  tx: Tx,
  { userId, list, nameKey, viewId }: Pick<SavedViewRow, 'userId' | 'list' | 'nameKey' | 'viewId'>,
): Promise<boolean> {
  const same = and(eq(views.userId, userId), eq(views.list, list), eq(views.nameKey, nameKey));
  const found = await tx.db
    .select({ id: views.viewId })
    .from(views)
    .where(and(same, ne(views.viewId, viewId)));
  return found.length > 0;
}

/** How many views of a list a user has. */
export function countViewsOf(tx: Tx, { userId, list }: { userId: string; list: SavedViewList }): Promise<number> {
  return tx.db.$count(views, and(eq(views.userId, userId), eq(views.list, list)));
}

/** How many views of a list are shared in the tenant. */
export function countSharedViews(tx: Tx, list: SavedViewList): Promise<number> {
  return tx.db.$count(views, and(eq(views.shared, true), eq(views.list, list)));
}

export async function insertView(tx: Tx, row: SavedViewRow): Promise<void> {
  await tx.db.insert(views).values(row);
}

export async function replaceView(tx: Tx, row: SavedViewRow): Promise<void> {
  await tx.db.update(views).set(row).where(eq(views.viewId, row.viewId));
}

export async function deleteViewRow(tx: Tx, viewId: string): Promise<void> {
  await tx.db.delete(views).where(eq(views.viewId, viewId));
}
