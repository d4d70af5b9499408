import type { Page, Tx } from '@trekker/kit';
import { asc, count, inArray, sql } from 'drizzle-orm';

import type { PlaceRow } from './rows.ts';
import { places } from './tables.ts';

export function placesById(tx: Tx, ids: string[]): Promise<PlaceRow[]> {
  return tx.db.select().from(places).where(inArray(places.placeId, ids));
}

/** Places directly below these, ordered by name. */
export function placesByParent(tx: Tx, parentIds: string[]): Promise<PlaceRow[]> {
  return tx.db
    .select()
    .from(places)
    .where(inArray(places.parentId, parentIds))
    .orderBy(asc(places.name), asc(places.placeId));
}

/** One more than a page of places, ordered by name. */
export function pageOfPlaces(tx: Tx, { first, after }: Page): Promise<PlaceRow[]> {
  return tx.db
    .select()
    .from(places)
    .where(after ? sql`(${places.name}, ${places.placeId}) > (${after[0]}, ${after[1]}::uuid)` : undefined)
    .orderBy(asc(places.name), asc(places.placeId))
    .limit(first + 1);
}

export async function countPlaces(tx: Tx): Promise<number> {
  const [row] = await tx.db.select({ total: count() }).from(places);
  return row?.total ?? 0;
}

/** False when a sibling has the name already. */
export async function insertPlace(tx: Tx, row: PlaceRow): Promise<boolean> {
  const inserted = await tx.db.insert(places).values(row).onConflictDoNothing().returning({ id: places.placeId });
  return inserted.length === 1;
}
