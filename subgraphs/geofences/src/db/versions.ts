import type { Tx } from '@trekker/kit';
import { asc, gt, inArray } from 'drizzle-orm';

import { shapeOf } from '../domain/geofence/boundary.ts';
import { keptRules } from '../domain/geofence/rules.ts';
import type { FenceVersion } from '../domain/presence/fence-version.ts';
import type { GeofenceVersionRow, NewVersionRow } from './rows.ts';
import { geofenceVersions as versions } from './tables.ts';

/** Most rows of one INSERT. */
const MOST_ROWS = 1_000;

/** All versions with a shape of these geofences, oldest first, each with the end of its time. */
export async function versionsByGeofence(tx: Tx, geofenceIds: string[]): Promise<GeofenceVersionRow[]> {
  const rows = await tx.db
    .select()
    .from(versions)
    .where(inArray(versions.geofenceId, geofenceIds))
    .orderBy(asc(versions.geofenceId), asc(versions.number));
  return rows.flatMap((row, index) => {
    if (row.shape === 'NONE') return [];
    const next = rows[index + 1];
    const validTo = next?.geofenceId === row.geofenceId ? next.validFrom : null;
    return { ...row, shape: row.shape, rules: keptRules(row.rules), validTo };
  });
}

/** Versions that came to be behind an edit of the tenant, in the order of edits. */
export async function versionsBehind(tx: Tx, edit: number): Promise<FenceVersion[]> {
  const rows = await tx.db
    .select()
    .from(versions)
    .where(gt(versions.edit, edit))
    .orderBy(asc(versions.edit), asc(versions.geofenceId), asc(versions.number));
  return rows.map(fenceVersionOf);
}

export async function insertVersions(tx: Tx, rows: readonly NewVersionRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += MOST_ROWS) {
    await tx.db.insert(versions).values(rows.slice(from, from + MOST_ROWS));
  }
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

function fenceVersionOf(row: NewVersionRow): FenceVersion {
  const { geofenceId, number, edit, validFrom, boundary } = row;
  const rules = keptRules(row.rules);
  const version = { geofenceId, number, edit, validFrom };
  if (boundary !== null) return { ...version, kind: 'shaped', shape: shapeOf(boundary), rules };
  const { latitude, longitude, radiusMeters } = row;
  if (latitude === null || longitude === null || radiusMeters === null) return { ...version, kind: 'end' };
  return {
    ...version,
    kind: 'shaped',
    shape: { kind: 'circle', center: { latitude, longitude }, radiusMeters },
    rules,
  };
}
