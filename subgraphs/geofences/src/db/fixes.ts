import type { Bounds } from '@trekker/geo';
import type { Tx, TxSql } from '@trekker/kit';

import type { KeptFix, Segment } from '../domain/presence/replay.ts';
import { readState, stateText } from '../domain/presence/state-text.ts';
import { instantText } from './beliefs.ts';
import { packFixes, unpackFixes } from './fix-pack.ts';
import { readTail } from './fix-tail.ts';

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

/** Segments of a tracker that take the place of others; these by the time of their first fix. */
export interface SegmentChange {
  readonly removed: readonly number[];
  readonly segments: readonly Segment[];
}

/** Puts segments of trackers of the current tenant, all of one partition, in the place of others. */
export async function saveSegments(
  sql: TxSql,
  { tenantId, partition }: { tenantId: string; partition: number },
  changes: ReadonlyMap<string, SegmentChange>,
): Promise<void> {
  const removed = [...changes].flatMap(([trackerId, change]) => change.removed.map((from) => ({ trackerId, from })));
  if (removed.length) {
    await sql`
      delete from geofences.fix_segments s
      using unnest(${removed.map(({ trackerId }) => trackerId)}::uuid[], ${removed.map(({ from }) => from)}::timestamptz[])
        as removed (tracker_id, from_at)
      where s.tracker_id = removed.tracker_id and s.from_at = removed.from_at`;
  }
  const rows = [...changes].flatMap(([trackerId, { segments }]) =>
    segments.map((segment) => rowOf(trackerId, segment)),
  );
  if (!rows.length) return;
  await sql`
    insert into geofences.fix_segments
      (tenant_id, tracker_id, from_at, to_at, partition, start, fixes, known, south, west, north, east)
    select ${tenantId}, s."trackerId", s."from", s."to", ${partition}, s.start, decode(s.fixes, 'base64'),
      decode(s.known, 'base64'), s.south, s.west, s.north, s.east
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s ("trackerId" uuid, "from" timestamptz,
      "to" timestamptz, start text, fixes text, known text, south real, west real, north real, east real)`;
}

function rowOf(trackerId: string, { start, fixes }: Segment) {
  const { fixes: packed, known } = packFixes(fixes);
  const [from, to] = [fixes[0], fixes.at(-1)].map((fix) => instantText(fix?.recordedAt ?? 0));
  const bytes = { fixes: packed.toString('base64'), known: known.toString('base64') };
  return { trackerId, from, to, start: stateText(start), ...bytes, ...boxOf(fixes) };
}

/** Deletes segments of the current tenant that ended before an instant, Unix milliseconds, but of trackers that are held. */
export async function forgetSegments(
  sql: TxSql,
  { before, held }: { before: number; held: readonly string[] },
): Promise<void> {
  for (let gone = FORGOTTEN_AT_ONCE; gone === FORGOTTEN_AT_ONCE;) {
    ({ count: gone } = await sql`
      delete from geofences.fix_segments where ctid in (
        select ctid from geofences.fix_segments
        where from_at < ${before} and to_at < ${before} and tracker_id <> all(${[...held]}::uuid[])
        limit ${FORGOTTEN_AT_ONCE})`);
  }
}

/** No statement may last for long, however many years go. */
const FORGOTTEN_AT_ONCE = 20_000;

/** The fixes of a tracker of the current tenant in `[from, to)`, Unix milliseconds, in their order. */
export async function fixesBetween(
  tx: Tx,
  trackerId: string,
  { from, to }: { from: number; to: number },
): Promise<KeptFix[]> {
  const closed = await tx.sql<SegmentDbRow[]>`
    select tracker_id, from_at, start, fixes, known from geofences.fix_segments
    where tracker_id = ${trackerId} and from_at < ${to} and to_at >= ${from} order by from_at`;
  const [open] = await tx.sql<{ tail: Buffer }[]>`
    select tail from geofences.tracker_presence
    where tracker_id = ${trackerId} and fixes_from < ${to} and last_recorded_at >= ${from}`;
  const fixes = [...closed.flatMap(unpackFixes), ...(open ? readTail(open.tail, trackerId) : [])];
  return fixes.filter(({ recordedAt }) => recordedAt >= from && recordedAt < to);
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
