import { headOffset, readEntries, type Tx } from '@trekker/kit';

import type { Change, Movement } from '../domain/concerned.ts';
import { createPlaceTree } from '../domain/place-tree.ts';
import { EARLIEST } from '../domain/span.ts';
import { headOfTenant, type StreamPoint } from '../domain/stream-point.ts';
import { geofenceIn, GEOFENCES_TOPIC, HEADCOUNT_TOPIC, placeIn } from '../events.ts';
import { unitsOf } from './people.ts';
import { placeBook } from './zones.ts';

/** What changed behind a point, up to another. */
export interface ChangeBehind extends Change {
  /** The point up to which that is all. */
  readonly to: StreamPoint;
  /** Whether `to` is not the present: too much was written to read it at once, or the log no longer holds all of it. */
  readonly more: boolean;
}

/** Most entries of topic `geofences` read at once. */
const MOST_ENTRIES = 2_000;

/** What changed in a tenant behind a point: by what was written, and by time that passed (Unix milliseconds). */
export async function changesBehind(
  tx: Tx,
  tenantId: string,
  { point, now }: { point: StreamPoint; now: number },
): Promise<ChangeBehind> {
  const present = await presentPoint(tx, tenantId, Math.max(point.at, now));
  const structure = await structureBetween(tx, tenantId, { after: point.structure, until: present.structure });
  const movements = await movementsBehind(tx, { point, until: present.at });
  const limited = await limitsBehind(tx, point.deeds);
  const { reached } = structure;
  const zoneIds = [...new Set([...structure.zoneIds, ...limited.zoneIds])];
  const named = [...structure.placeIds, ...limited.placeIds];
  const isQuiet = !movements.length && !zoneIds.length && !named.length;
  const places = isQuiet ? null : await placeBook(tx);
  // Where a zone was before it moved there are fewer people now.
  const left = structure.zoneIds.flatMap((zoneId) => places?.placesSince(zoneId, EARLIEST) ?? []);
  const placeIds = [...new Set([...named, ...left])];
  const tree = places?.at(present.at) ?? createPlaceTree(new Map(), new Map());
  const to = { ...present, structure: reached };
  return { movements, zoneIds, placeIds, tree, to, more: reached < present.structure };
}

/** The point that the transaction's view of a tenant stands for. */
export async function presentPoint(tx: Tx, tenantId: string, now: number): Promise<StreamPoint> {
  const rows = await tx.sql<{ projection: string; offset: number }[]>`
    select projection, "offset" from headcount.checkpoints
    where tenant_id = ${tenantId} 
      and projection in ('person-visits', 'replica-zones', 'replica-zone-places', 'replica-places')`;
  const offsets = new Map(rows.map((row) => [row.projection, row.offset]));
  const reached = (projection: string) => offsets.get(projection) ?? -1;
  const structure = Math.min(reached('replica-zones'), reached('replica-zone-places'), reached('replica-places'));
  // Deeds are written together with what they change.
  const deeds = await headOffset(tx.sql, headOfTenant(HEADCOUNT_TOPIC, tenantId));
  return { visits: reached('person-visits'), structure, deeds, at: now };
}

/** Zones and places told of in a stretch of topic `geofences`. */
async function structureBetween(
  tx: Tx,
  tenantId: string,
  { after, until }: { after: number; until: number },
): Promise<{ reached: number; zoneIds: string[]; placeIds: string[] }> {
  if (after >= until) return { reached: after, zoneIds: [], placeIds: [] };
  const head = headOfTenant(GEOFENCES_TOPIC, tenantId);
  const entries = await readEntries(tx.sql, head, { after, limit: Math.min(MOST_ENTRIES, until - after) });
  return {
    reached: after + entries.length,
    zoneIds: [...new Set(entries.flatMap((entry) => geofenceIn(entry)?.geofenceId ?? []))],
    placeIds: entries.flatMap((entry) => placeIn(entry)?.placeId ?? []),
  };
}

/** Zones and places whose limits were changed behind an offset of topic `headcount`. */
async function limitsBehind(tx: Tx, deeds: number): Promise<{ zoneIds: string[]; placeIds: string[] }> {
  const rows = await tx.sql<{ geofence_id: string | null; place_id: string | null }[]>`
    select geofence_id, place_id from headcount.limits where "offset" > ${deeds}`;
  return { zoneIds: rows.flatMap((row) => row.geofence_id ?? []), placeIds: rows.flatMap((row) => row.place_id ?? []) };
}

/**
 * Visits that were told of behind a point, or that moved by themselves since: clocks of devices may run ahead. With them
 * the zones where their people are unknown, and the marks that hold for longer or shorter.
 */
async function movementsBehind(
  tx: Tx,
  { point: { visits, deeds, at }, until }: { point: StreamPoint; until: number },
): Promise<Movement[]> {
  const rows = await tx.sql<{ geofence_id: string; person_id: string }[]>`
    with told as (
      select geofence_id, person_id from headcount.person_visits where "offset" > ${visits}
      union
      select geofence_id, person_id from headcount.person_visits
      where counts and moves_until > ${at}
        and exists (select from unnest(moves) as move (at) where move.at > ${at} and move.at <= ${until})
      union
      select geofence_id, person_id from headcount.mark_spans where visits_offset > ${visits}
      union
      select geofence_id, person_id from headcount.mark_spans where deeds_offset > ${deeds}
      union
      select geofence_id, person_id from headcount.mark_spans
      where counts and valid_from > ${at} and valid_from <= ${until})
    select geofence_id, person_id from told
    union
    select v.geofence_id, v.person_id from headcount.person_visits v
    where v.counts and v.lost_from is not null and v.until > ${at} and v.person_id in (select person_id from told)`;
  const units = await unitsOf(
    tx,
    rows.map((row) => row.person_id),
  );
  return rows.map((row) => ({ zoneId: row.geofence_id, unitId: units.get(row.person_id) }));
}
