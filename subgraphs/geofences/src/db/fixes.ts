import type { Bounds } from '@trekker/geo';
import type { Tx, TxSql } from '@trekker/kit';

import type { KeptFix, Segment } from '../domain/presence/replay.ts';
import { readState, stateText } from '../domain/presence/state-text.ts';
import { packFixes, unpackFixes } from './fix-pack.ts';

/** A segment as it is kept, and the time of its first fix, which names it. */
export interface KeptSegment extends Segment {
  readonly from: number;
}

interface SegmentDbRow {
  readonly tracker_id: string;
  readonly from_at: number;
  readonly start: string;
  readonly fixes: Buffer;
  readonly known: Buffer;
}

/**
 * Segments of trackers of the current tenant in their order, from the one that an instant lies in (or the first, where
 * it lies before all) on.
 * @param most how many of each tracker.
 */
export async function segmentsFrom(
  sql: TxSql,
  wanted: readonly { readonly trackerId: string; readonly at: number }[],
  most: number,
): Promise<Map<string, KeptSegment[]>> {
  const rows = await sql<SegmentDbRow[]>`
    select s.tracker_id, s.from_at, s.start, s.fixes, s.known
    from unnest(${wanted.map(({ trackerId }) => trackerId)}::uuid[], ${wanted.map(({ at }) => at)}::timestamptz[])
      as wanted (tracker_id, at)
    cross join lateral (
      select * from geofences.fix_segments s
      where s.tracker_id = wanted.tracker_id and s.from_at >= coalesce(
        (select max(f.from_at) from geofences.fix_segments f
         where f.tracker_id = wanted.tracker_id and f.from_at <= wanted.at), '-infinity')
      order by s.from_at limit ${most}) as s
    order by s.tracker_id, s.from_at`;
  return Map.groupBy(rows.map(segmentOf), ({ trackerId }) => trackerId);
}

/** Puts segments of a tracker of the current tenant in the place of others. */
export async function saveSegments(
  sql: TxSql,
  { tenantId, trackerId, partition }: { tenantId: string; trackerId: string; partition: number },
  { removed, segments }: { removed: readonly number[]; segments: readonly Segment[] },
): Promise<void> {
  if (removed.length) {
    await sql`
      delete from geofences.fix_segments
      where tracker_id = ${trackerId} and from_at = any(${[...removed]}::timestamptz[])`;
  }
  for (const { start, fixes } of segments) {
    const { fixes: packed, known } = packFixes(fixes);
    const { south, west, north, east } = boxOf(fixes);
    await sql`
      insert into geofences.fix_segments
        (tenant_id, tracker_id, from_at, to_at, partition, start, fixes, known, south, west, north, east)
      values (${tenantId}, ${trackerId}, ${fixes[0]?.recordedAt ?? 0}, ${fixes.at(-1)?.recordedAt ?? 0}, ${partition},
        ${stateText(start)}, ${packed}, ${known}, ${south}, ${west}, ${north}, ${east})`;
  }
}

/** The fixes of a tracker of the current tenant in `[from, to)`, Unix milliseconds, in their order. */
export async function fixesBetween(
  tx: Tx,
  trackerId: string,
  { from, to }: { from: number; to: number },
): Promise<KeptFix[]> {
  const rows = await tx.sql<SegmentDbRow[]>`
    select tracker_id, from_at, start, fixes, known from geofences.fix_segments
    where tracker_id = ${trackerId} and from_at < ${to} and to_at >= ${from}
    union all
    select tracker_id, fixes_from, start, fixes, known from geofences.tracker_presence
    where tracker_id = ${trackerId} and fixes_from < ${to} and last_recorded_at >= ${from}
    order by from_at`;
  return rows.flatMap(unpackFixes).filter(({ recordedAt }) => recordedAt >= from && recordedAt < to);
}

/** Trackers of the current tenant with fixes in or near a box, in segments that reach into `[from, to)`. */
export async function trackersNear(
  tx: Tx,
  { south, west, north, east }: Bounds,
  { from, to }: { from: number; to: number },
): Promise<string[]> {
  // A box across the antimeridian runs beyond 180 degrees; then only latitude tells.
  const isAcross = east > 180 || west < -180 || east < west;
  const { sql } = tx;
  const near = sql`south <= ${north} and north >= ${south}
    ${isAcross ? sql`` : sql`and west <= ${east} and east >= ${west}`}`;
  const rows = await sql<{ tracker_id: string }[]>`
    select tracker_id from geofences.fix_segments where from_at < ${to} and to_at >= ${from} and ${near}
    union
    select tracker_id from geofences.tracker_presence
    where fixes_from < ${to} and last_recorded_at >= ${from} and ${near}`;
  return rows.map((row) => row.tracker_id);
}

/** The box that holds fixes, a little larger, since the columns are of single precision. */
export function boxOf(fixes: readonly KeptFix[]): Bounds {
  const slack = 1e-4;
  const latitudes = fixes.map(({ latitude }) => latitude);
  const longitudes = fixes.map(({ longitude }) => longitude);
  return {
    south: Math.min(...latitudes) - slack,
    west: Math.min(...longitudes) - slack,
    north: Math.max(...latitudes) + slack,
    east: Math.max(...longitudes) + slack,
  };
}

function segmentOf({ tracker_id: trackerId, from_at: from, start, fixes, known }: SegmentDbRow) {
  return { trackerId, from, start: readState(start, trackerId), fixes: unpackFixes({ fixes, known }) };
}
