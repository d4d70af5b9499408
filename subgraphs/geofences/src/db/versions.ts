import { setImmediate as breath } from 'node:timers/promises';

import type { Tx } from '@trekker/kit';
import { asc, gt, inArray } from 'drizzle-orm';

import { layOut, type KeptColumns } from '../domain/geofence/lay-out.ts';
import { keptRules } from '../domain/geofence/rules.ts';
import { withEnds } from '../domain/geofence/version-ends.ts';
import type { FenceVersion } from '../domain/presence/fence-version.ts';
import type { GeofenceVersionRow, NewVersionRow } from './rows.ts';
import { geofenceVersions as versions } from './tables.ts';

/** Most rows of one INSERT; putting more together would keep others waiting. */
const MOST_ROWS = 200;
/** Characters of shapes that are laid out in a few milliseconds; a row costs as much as some of them. */
const TURN_SIZE = 1_000_000;
const ROW_SIZE = 500;

/** All versions with a shape of these geofences, oldest first, each with the end of its time. */
export async function versionsByGeofence(tx: Tx, geofenceIds: string[]): Promise<GeofenceVersionRow[]> {
  const rows = await tx.db
    .select()
    .from(versions)
    .where(inArray(versions.geofenceId, geofenceIds))
    .orderBy(asc(versions.geofenceId), asc(versions.number));
  const byGeofence = Map.groupBy(rows, ({ geofenceId }) => geofenceId);
  return [...byGeofence.values()]
    .flatMap(withEnds)
    .flatMap(({ shape, rules, ...row }) => (shape === 'NONE' ? [] : { ...row, shape, rules: keptRules(rules) }));
}

/** Versions that came to be behind an edit of the tenant, in the order of edits. However many and large they are, laying them out lets others have their turn. */
export async function versionsBehind(tx: Tx, edit: number): Promise<FenceVersion[]> {
  const rows = await tx.db
    .select()
    .from(versions)
    .where(gt(versions.edit, edit))
    .orderBy(asc(versions.edit), asc(versions.geofenceId), asc(versions.number));
  const laidOut: FenceVersion[] = [];
  let size = 0;
  for (const row of rows) {
    laidOut.push(fenceVersionOf(row));
    size += ROW_SIZE + (row.boundary ?? row.line ?? '').length;
    if (size < TURN_SIZE) continue;
    size = 0;
    await breath();
  }
  return laidOut;
}

/** The shapes that geofences have at an instant, or will have first; geofences that ended are left out. */
export async function currentShapes(
  tx: Tx,
  geofenceIds: readonly string[],
  instant: number,
): Promise<(KeptColumns & { readonly geofenceId: string })[]> {
  return tx.sql<(KeptColumns & { geofenceId: string })[]>`
    select geofence_id as "geofenceId", boundary, latitude, longitude, radius_meters as "radiusMeters", line,
      width_meters as "widthMeters"
    from (${currentVersions(tx, geofenceIds, instant)}) as current where shape <> 'NONE'`;
}

/** How many bytes the shapes take that {@link currentShapes} gives. */
export async function sizeOfCurrentShapes(tx: Tx, geofenceIds: readonly string[], instant: number): Promise<number> {
  const [row] = await tx.sql<{ size: number }[]>`
    select coalesce(sum(octet_length(coalesce(boundary, line, ''))), 0)::float8 as size
    from (${currentVersions(tx, geofenceIds, instant)}) as current`;
  return row?.size ?? 0;
}

export async function insertVersions(tx: Tx, rows: readonly NewVersionRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += MOST_ROWS) {
    await tx.db.insert(versions).values(rows.slice(from, from + MOST_ROWS));
  }
}

/** The newest edit of the current tenant; 0 before the first. */
export async function newestEdit(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ edit: number }[]>`select edit from geofences.edits`;
  return row?.edit ?? 0;
}

/** The number of the tenant's next edit. Whoever takes it keeps all others waiting until the transaction ends. */
export async function nextEdit(tx: Tx, tenantId: string): Promise<number> {
  const [row] = await tx.sql<{ edit: number }[]>`
    insert into geofences.edits as known (tenant_id, edit) values (${tenantId}, 1)
    on conflict (tenant_id) do update set edit = known.edit + 1
    returning edit`;
  if (!row) throw new Error(`no edit was numbered for tenant ${tenantId}`);
  return row.edit;
}

/** Keeps everybody who would number an edit of the tenant waiting until the transaction ends; numbers none. */
export async function lockEdits(tx: Tx, tenantId: string): Promise<void> {
  await tx.sql`
    insert into geofences.edits as known (tenant_id, edit) values (${tenantId}, 0)
    on conflict (tenant_id) do update set edit = known.edit`;
}

/** Of versions that have begun the one with the highest number, else the first to come. */
function currentVersions({ sql }: Tx, geofenceIds: readonly string[], instant: number) {
  return sql`
    select distinct on (geofence_id) * from geofences.geofence_versions
    where geofence_id = any(${[...geofenceIds]}::uuid[])
    order by geofence_id, valid_from > ${instant}, case when valid_from > ${instant} then -number else number end desc`;
}

function fenceVersionOf(row: NewVersionRow): FenceVersion {
  const { geofenceId, number, edit, validFrom } = row;
  const rules = keptRules(row.rules);
  const version = { geofenceId, number, edit, validFrom };
  const shape = layOut(row);
  return shape ? { ...version, kind: 'shaped', shape, rules } : { ...version, kind: 'end' };
}
