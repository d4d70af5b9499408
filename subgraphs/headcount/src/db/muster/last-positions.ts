import { positionId } from '@trekker/geo';
import type { Tx, TxSql } from '@trekker/kit';

import type { PlacedPosition } from '../../domain/muster/last-positions.ts';
import type { Located } from '../../domain/muster/located.ts';

/** Keeps the newest positions of trackers of the current tenant, whatever the order of calls. */
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
    order by tracker_id
    on conflict (tenant_id, tracker_id) do update set
      recorded_at = excluded.recorded_at,
      dedupe = excluded.dedupe,
      latitude_e7 = excluded.latitude_e7,
      longitude_e7 = excluded.longitude_e7,
      accuracy_centimeters = excluded.accuracy_centimeters
    where (known.recorded_at, known.dedupe) < (excluded.recorded_at, excluded.dedupe)`;
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

/** Where these trackers were last located. */
export function lastPositionsOf(tx: Tx, trackerIds: readonly string[]): Promise<Located[]> {
  return locatedIn(tx, tx.sql`headcount.last_positions where tracker_id = any(${[...trackerIds]}::uuid[])`);
}

/** Where these trackers had last been located when a muster ended. */
export function lastPositionsAtEnd(tx: Tx, musterId: string, trackerIds: readonly string[]): Promise<Located[]> {
  const { sql } = tx;
  return locatedIn(
    tx,
    sql`headcount.muster_last_positions
      where muster_id = ${musterId} and tracker_id = any(${[...trackerIds]}::uuid[])`,
  );
}

/** Keeps with a muster that ends (Unix milliseconds) where these trackers were last located until then. */
export async function freezeLastPositions(
  tx: Tx,
  { tenantId, musterId, endedAt }: { tenantId: string; musterId: string; endedAt: number },
  trackerIds: readonly string[],
): Promise<void> {
  await tx.sql`
    insert into headcount.muster_last_positions
      (tenant_id, muster_id, tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, accuracy_centimeters)
    select ${tenantId}, ${musterId}, tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, accuracy_centimeters
    from headcount.last_positions where tracker_id = any(${[...trackerIds]}::uuid[]) and recorded_at <= ${endedAt}`;
}

async function locatedIn({ sql }: Tx, rows: ReturnType<TxSql>): Promise<Located[]> {
  const found = await sql<Kept[]>`
    select tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, accuracy_centimeters from ${rows}`;
  return found.map(({ tracker_id: trackerId, recorded_at: recordedAt, ...row }) => ({
    positionId: positionId({ trackerId, recordedAt, dedupe: row.dedupe.readBigUInt64BE() }),
    trackerId,
    latitude: row.latitude_e7 / 1e7,
    longitude: row.longitude_e7 / 1e7,
    accuracyMeters: row.accuracy_centimeters === null ? null : row.accuracy_centimeters / 100,
    recordedAt,
  }));
}

interface Kept {
  readonly tracker_id: string;
  readonly recorded_at: number;
  readonly dedupe: Buffer;
  readonly latitude_e7: number;
  readonly longitude_e7: number;
  readonly accuracy_centimeters: number | null;
}
