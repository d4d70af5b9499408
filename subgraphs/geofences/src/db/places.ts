import type { Page, Tx } from '@trekker/kit';
import { arrayContains, asc, count, eq, inArray, sql } from 'drizzle-orm';

import type { PlaceRow } from './rows.ts';
import { placePlans, places } from './tables.ts';

/** SQLSTATE of a name that is taken. */
const UNIQUE_VIOLATION = '23505';

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

/**
 * The time zone of the nearest place from this one upwards that has one, else that of the tenant, UTC where that is not
 * known yet; null is no place at all.
 */
export async function zoneOfPlace(tx: Tx, placeId: string | null): Promise<string> {
  const [found] = await tx.sql<{ zone: string | null }[]>`
    select coalesce(
      (select above.time_zone from geofences.places place
        join geofences.places above on above.tenant_id = place.tenant_id and above.place_id = any(place.path)
        where place.place_id = ${placeId} and above.time_zone is not null
        order by cardinality(above.path) desc limit 1),
      (select data ->> 'timeZone' from geofences.replicas where replica = 'tenant-zone' and valid_to is null)) as zone`;
  return found?.zone ?? 'UTC';
}

/** Locks a place against other edits until the transaction ends, not against what refers to it; null when there is none. */
export async function lockPlace(tx: Tx, placeId: string): Promise<PlaceRow | null> {
  const [row] = await tx.db.select().from(places).where(eq(places.placeId, placeId)).for('no key update');
  return row ?? null;
}

/** Writes name, parent and time zone of a place; false when a sibling has the name already. */
export async function updatePlaceRow(tx: Tx, { placeId, name, parentId, timeZone }: PlaceRow): Promise<boolean> {
  try {
    await tx.sql.savepoint(
      (sql) => sql`
        update geofences.places set name = ${name}, parent_id = ${parentId}, time_zone = ${timeZone}
        where place_id = ${placeId}`,
    );
    return true;
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === UNIQUE_VIOLATION) return false;
    throw failure;
  }
}

/** How many levels the tree below a place has, the place itself included. */
export async function heightOfPlace(tx: Tx, { placeId, path }: PlaceRow): Promise<number> {
  const [row] = await tx.db
    .select({ deepest: sql<number>`max(cardinality(${places.path}))::integer` })
    .from(places)
    .where(arrayContains(places.path, [placeId]));
  return (row?.deepest ?? path.length) - path.length + 1;
}

/** Puts a place with all below it under a path; gives back every place whose path changed, the topmost first. */
export async function movePlaces(tx: Tx, { placeId, path }: PlaceRow, above: readonly string[]): Promise<PlaceRow[]> {
  const moved = await tx.db
    .update(places)
    .set({ path: sql`${sql.param([...above], places.path)}::uuid[] || ${places.path}[${path.length}::integer:]` })
    .where(arrayContains(places.path, [placeId]))
    .returning();
  return moved.toSorted((a, b) => a.path.length - b.path.length);
}

/** Plans of places, as JSON text. */
export function plansOfPlaces(tx: Tx, placeIds: string[]): Promise<{ placeId: string; plan: string }[]> {
  const { placeId, plan } = placePlans;
  return tx.db.select({ placeId, plan }).from(placePlans).where(inArray(placeId, placeIds));
}

/** Keeps the plan of a place, or takes it away where it is null. */
export async function savePlan(tx: Tx, { tenantId, placeId }: PlaceRow, plan: string | null): Promise<void> {
  if (plan === null) {
    await tx.db.delete(placePlans).where(eq(placePlans.placeId, placeId));
    return;
  }
  const target = [placePlans.tenantId, placePlans.placeId];
  await tx.db.insert(placePlans).values({ tenantId, placeId, plan }).onConflictDoUpdate({ target, set: { plan } });
}
