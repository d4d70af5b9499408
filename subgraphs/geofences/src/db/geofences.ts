import type { Page, Tx } from '@trekker/kit';
import { and, asc, count, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';

import type { GeofenceKind } from '../domain/geofence/kinds.ts';
import type { GeofenceRow } from './rows.ts';
import { geofences, geofenceVersions as versions, places } from './tables.ts';

/** Most rows of one INSERT; putting more together would keep others waiting. */
const MOST_ROWS = 200;

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

/** What a list of geofences is limited to; null means: not limited. */
export interface GeofenceFilter {
  readonly kinds: readonly GeofenceKind[] | null;
  /** Only those of this place and of all below it. */
  readonly placeId: string | null;
  /** Only those whose names contain this text, whatever the case. */
  readonly name: string | null;
}

/** One more than a page of the geofences that are not archived, ordered by name. */
export function pageOfGeofences(
  tx: Tx,
  { filter, page: { first, after } }: { filter: GeofenceFilter; page: Page },
): Promise<GeofenceRow[]> {
  const behind = after
    ? sql`(${geofences.name}, ${geofences.geofenceId}) > (${after[0]}, ${after[1]}::uuid)`
    : undefined;
  return tx.db
    .select()
    .from(geofences)
    .where(and(behind, matches(filter)))
    .orderBy(asc(geofences.name), asc(geofences.geofenceId))
    .limit(first + 1);
}

export async function countGeofences(tx: Tx, filter: GeofenceFilter): Promise<number> {
  const [row] = await tx.db.select({ total: count() }).from(geofences).where(matches(filter));
  return row?.total ?? 0;
}

/** The geofence, locked against other edits until the transaction ends. */
export async function lockGeofence(tx: Tx, geofenceId: string): Promise<GeofenceRow | undefined> {
  const [row] = await tx.db.select().from(geofences).where(eq(geofences.geofenceId, geofenceId)).for('no key update');
  return row;
}

/**
 * The geofences that are not archived and have active hours that follow the zone of their place, of a place and of all
 * below it, or of all places and none where it is null; locked against other edits where that is asked for.
 */
export function geofencesThatFollow(
  tx: Tx,
  placeId: string | null,
  { lock = false }: { lock?: boolean } = {},
): Promise<GeofenceRow[]> {
  const follows = sql`exists (select from ${versions} where ${versions.tenantId} = ${geofences.tenantId}
    and ${versions.geofenceId} = ${geofences.geofenceId} and ${versions.rules} -> 'activeHours' -> 'followsPlace' = 'true')`;
  const found = tx.db
    .select()
    .from(geofences)
    .where(and(matches({ kinds: null, name: null, placeId }), follows))
    .orderBy(asc(geofences.geofenceId));
  return lock ? found.for('no key update') : found;
}

export async function insertGeofences(tx: Tx, rows: readonly GeofenceRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += MOST_ROWS) {
    await tx.db.insert(geofences).values(rows.slice(from, from + MOST_ROWS));
  }
}

/** Writes name, place and end of a geofence. */
export async function updateGeofenceRow(tx: Tx, { geofenceId, name, placeId, archivedAt }: GeofenceRow): Promise<void> {
  await tx.db.update(geofences).set({ name, placeId, archivedAt }).where(eq(geofences.geofenceId, geofenceId));
}

function matches({ kinds, placeId, name }: GeofenceFilter): SQL | undefined {
  const below = sql`(select ${places.placeId} from ${places} where ${placeId}::uuid = any(${places.path}))`;
  return and(
    isNull(geofences.archivedAt),
    kinds ? inArray(geofences.kind, [...kinds]) : undefined,
    placeId === null ? undefined : sql`${geofences.placeId} in ${below}`,
    name === null ? undefined : sql`strpos(lower(${geofences.name}), lower(${name})) > 0`,
  );
}
