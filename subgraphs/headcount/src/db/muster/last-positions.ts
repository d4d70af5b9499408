import { positionId } from '@trekker/geo';
import type { Tx, TxSql } from '@trekker/kit';

import { KEPT_MINUTES, minuteOf, type PlacedPosition } from '../../domain/muster/last-positions.ts';
import type { Located } from '../../domain/muster/located.ts';
import type { Interval } from '../../domain/person-visit.ts';

/**
 * Keeps the newest positions of trackers of the current tenant, one a minute of the hour up to the newest of all, whatever
 * the order of calls.
 * @param positions one of each tracker and minute at most.
 */
export async function noteLastPositions(tx: Tx, tenantId: string, positions: readonly PlacedPosition[]): Promise<void> {
  const rows = positions.map((position) => ({
    tracker_id: position.trackerId,
    recorded_at: new Date(position.recordedAt).toISOString(),
    dedupe: position.dedupe.toString(16).padStart(16, '0'),
    latitude_e7: position.latitudeE7,
    longitude_e7: position.longitudeE7,
    accuracy_centimeters: position.accuracyCentimeters,
    partition: position.partition,
  }));
  await tx.sql`
    insert into headcount.last_positions as known
      (tenant_id, tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, accuracy_centimeters, partition)
    select ${tenantId}, tracker_id, recorded_at, decode(dedupe, 'hex'), latitude_e7, longitude_e7, accuracy_centimeters,
      partition
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told (tracker_id uuid, recorded_at timestamptz,
      dedupe text, latitude_e7 integer, longitude_e7 integer, accuracy_centimeters integer,
      partition smallint)
    where not exists (
      select from headcount.last_positions newer where newer.tracker_id = told.tracker_id
        and newer.minute >= floor(extract(epoch from told.recorded_at) / 60)::integer + ${KEPT_MINUTES})
    order by tracker_id, recorded_at
    on conflict (tenant_id, tracker_id, minute) do update set
      recorded_at = excluded.recorded_at,
      dedupe = excluded.dedupe,
      latitude_e7 = excluded.latitude_e7,
      longitude_e7 = excluded.longitude_e7,
      accuracy_centimeters = excluded.accuracy_centimeters
    where (known.recorded_at, known.dedupe) < (excluded.recorded_at, excluded.dedupe)`;
  // Behind newer ones that are known nothing older was kept, so what is told of decides alone what goes.
  const newest = newestMinutes(positions);
  await tx.sql`
    delete from headcount.last_positions old
    using unnest(${[...newest.keys()]}::uuid[], ${[...newest.values()]}::integer[]) as told (tracker_id, newest)
    where old.tracker_id = told.tracker_id and old.minute <= told.newest - ${KEPT_MINUTES}`;
}

/** The minute of each tracker's newest position, by tracker. */
function newestMinutes(positions: readonly PlacedPosition[]): Map<string, number> {
  const newest = new Map<string, number>();
  for (const { trackerId, recordedAt } of positions) {
    newest.set(trackerId, Math.max(newest.get(trackerId) ?? -Infinity, minuteOf(recordedAt)));
  }
  return newest;
}

/** Forgets where the current tenant's trackers of a partition were. */
export async function forgetLastPositions(tx: Tx, { partition }: { partition: number }): Promise<void> {
  await tx.sql`delete from headcount.last_positions where partition = ${partition}`;
}

/** Forgets where trackers of the current tenant were that were last located before an instant, but those that are held. */
export async function forgetLocatedBefore(
  tx: Tx,
  { before, held }: { before: number; held: readonly string[] },
): Promise<void> {
  await tx.sql`
    delete from headcount.last_positions where recorded_at < ${before} and tracker_id <> all(${[...held]}::uuid[])`;
}

/** A tracker, and when it was with whom it is asked for. */
export interface TrackerBorne {
  readonly trackerId: string;
  readonly during: readonly Interval[];
}

/** Where each of these trackers was last located while it was with somebody, null where it was not, in their order. */
export function lastPositionsOf(tx: Tx, trackers: readonly TrackerBorne[]): Promise<(Located | null)[]> {
  return locatedIn(tx, tx.sql`headcount.last_positions where true`, trackers);
}

/** The same as it was when a muster ended. */
export function lastPositionsAtEnd(
  tx: Tx,
  musterId: string,
  trackers: readonly TrackerBorne[],
): Promise<(Located | null)[]> {
  return locatedIn(tx, tx.sql`headcount.muster_last_positions where muster_id = ${musterId}`, trackers);
}

/**
 * Keeps with a muster that ends where these trackers were last located by then. What is known by then belongs to it, also
 * where a device's clock runs ahead.
 */
export async function freezeLastPositions(
  tx: Tx,
  { tenantId, musterId }: { tenantId: string; musterId: string },
  trackers: readonly TrackerBorne[],
): Promise<void> {
  const { sql } = tx;
  await sql`
    insert into headcount.muster_last_positions
      (tenant_id, muster_id, tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, accuracy_centimeters)
    select ${tenantId}, ${musterId}, tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, accuracy_centimeters
    from (${newestOf(tx, sql`headcount.last_positions where true`, trackers)}) newest
    on conflict do nothing`;
}

async function locatedIn(
  tx: Tx,
  rows: ReturnType<TxSql>,
  trackers: readonly TrackerBorne[],
): Promise<(Located | null)[]> {
  const found = await tx.sql<Kept[]>`${newestOf(tx, rows, trackers)}`;
  const newest = new Map<number, Located>();
  for (const row of found) {
    const located = locatedOf(row);
    const other = newest.get(row.number);
    if (!other || other.recordedAt < located.recordedAt) newest.set(row.number, located);
  }
  return trackers.map((_, number) => newest.get(number) ?? null);
}

/** The newest of some rows for each tracker, by its place among them, and each stretch. */
function newestOf({ sql }: Tx, rows: ReturnType<TxSql>, trackers: readonly TrackerBorne[]) {
  const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const wanted = trackers.flatMap(({ trackerId, during }, number) =>
    during.map(({ from, to }) => ({ number, tracker_id: trackerId, since: instant(from), until: instant(to) })),
  );
  return sql`
    select wanted.number, newest.* from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted
      (number integer, tracker_id uuid, since timestamptz, until timestamptz)
    cross join lateral (
      select tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, accuracy_centimeters from ${rows}
        and tracker_id = wanted.tracker_id and recorded_at >= wanted.since
        and (wanted.until is null or recorded_at < wanted.until)
      order by recorded_at desc, dedupe desc limit 1) newest`;
}

function locatedOf({ tracker_id: trackerId, recorded_at: recordedAt, ...row }: Kept): Located {
  return {
    positionId: positionId({ trackerId, recordedAt, dedupe: row.dedupe.readBigUInt64BE() }),
    trackerId,
    latitude: row.latitude_e7 / 1e7,
    longitude: row.longitude_e7 / 1e7,
    accuracyMeters: row.accuracy_centimeters === null ? null : row.accuracy_centimeters / 100,
    recordedAt,
  };
}

interface Kept {
  readonly number: number;
  readonly tracker_id: string;
  readonly recorded_at: number;
  readonly dedupe: Buffer;
  readonly latitude_e7: number;
  readonly longitude_e7: number;
  readonly accuracy_centimeters: number | null;
}
