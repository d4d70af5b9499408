import type { Page, Tx } from '@trekker/kit';
import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm';

import type { GeofenceRow } from './rows.ts';
import { geofences } from './tables.ts';

/** Most rows of one INSERT. */
const MOST_ROWS = 1_000;

export function geofencesById(tx: Tx, ids: string[]): Promise<GeofenceRow[]> {
  return tx.db.select().from(geofences).where(inArray(geofences.geofenceId, ids));
}

/** The geofences of these places that are not archived, ordered by name. */
export function geofencesByPlace(tx: Tx, placeIds: string[]): Promise<GeofenceRow[]> {
  return tx.db
    .select()
    .from(geofences)
    .where(and(inArray(geofences.placeId, placeIds), isNull(geofences.archivedAt)))
    .orderBy(asc(geofences.name), asc(geofences.geofenceId));
}

/** One more than a page of the geofences that are not archived, ordered by name. */
export function pageOfGeofences(tx: Tx, { first, after }: Page): Promise<GeofenceRow[]> {
  const behind = after
    ? sql`(${geofences.name}, ${geofences.geofenceId}) > (${after[0]}, ${after[1]}::uuid)`
    : undefined;
  return tx.db
    .select()
    .from(geofences)
    .where(and(behind, isNull(geofences.archivedAt)))
    .orderBy(asc(geofences.name), asc(geofences.geofenceId))
    .limit(first + 1);
}

export async function countGeofences(tx: Tx): Promise<number> {
  const [row] = await tx.db.select({ total: count() }).from(geofences).where(isNull(geofences.archivedAt));
  return row?.total ?? 0;
}

/** The geofence, locked against other edits until the transaction ends. */
export async function lockGeofence(tx: Tx, geofenceId: string): Promise<GeofenceRow | undefined> {
  const [row] = await tx.db.select().from(geofences).where(eq(geofences.geofenceId, geofenceId)).for('no key update');
  return row;
}

export async function insertGeofences(tx: Tx, rows: readonly GeofenceRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += MOST_ROWS) {
    await tx.db.insert(geofences).values(rows.slice(from, from + MOST_ROWS));
  }
}

/** Writes the name and end of a geofence. */
export async function updateGeofenceRow(tx: Tx, { geofenceId, name, archivedAt }: GeofenceRow): Promise<void> {
  await tx.db.update(geofences).set({ name, archivedAt }).where(eq(geofences.geofenceId, geofenceId));
}
