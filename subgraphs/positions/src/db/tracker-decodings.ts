import type { Tx, TxSql, UnitReach } from '@trekker/kit';

import type { TrackerDecoding } from '../domain/tracker-decoding.ts';
import { within } from './reach.ts';
import type { TrackerDecodingRow } from './rows.ts';

/** Keeps the settings of a tracker in the place of those before. */
export async function setDecoding(
  tx: Tx,
  {
    tenantId,
    trackerId,
    decoding,
    setAt,
  }: { tenantId: string; trackerId: string; decoding: TrackerDecoding; setAt: number },
): Promise<void> {
  const { utcOffsetSeconds, timeZone, speedUnit, model } = decoding;
  await tx.sql`
    insert into positions.tracker_decodings
      (tenant_id, tracker_id, utc_offset_seconds, time_zone, speed_unit, model, set_at, version)
    values (${tenantId}, ${trackerId}, ${utcOffsetSeconds}, ${timeZone}, ${speedUnit}, ${model}, ${setAt},
      positions.next_decoding_version())
    on conflict (tenant_id, tracker_id) do update set
      utc_offset_seconds = excluded.utc_offset_seconds, time_zone = excluded.time_zone,
      speed_unit = excluded.speed_unit, model = excluded.model, set_at = excluded.set_at, version = excluded.version`;
}

/** The settings of trackers that have some, as far as the reach goes. */
export function decodingsOf(tx: Tx, trackerIds: readonly string[], reach: UnitReach): Promise<TrackerDecodingRow[]> {
  return tx.sql<TrackerDecodingRow[]>`
    select ${columns(tx.sql)} from positions.tracker_decodings
    where tracker_id = any(${[...trackerIds]}::uuid[]) and ${within(tx.sql, reach)}
      and coalesce(utc_offset_seconds::text, time_zone, speed_unit, model) is not null`;
}

/** A change of a tracker's settings, of any tenant. */
export interface DecodingChange extends TrackerDecodingRow {
  readonly tenantId: string;
  readonly version: number;
}

/** What changed behind a version, in order, ten thousand changes at most; for followers alone. */
export function decodingsSince(sql: TxSql, version: number): Promise<DecodingChange[]> {
  return sql<DecodingChange[]>`
    select tenant_id as "tenantId", version, ${columns(sql)} from positions.decodings_since(${version})`;
}

function columns(sql: TxSql) {
  return sql`tracker_id as "trackerId", utc_offset_seconds as "utcOffsetSeconds", time_zone as "timeZone",
    speed_unit as "speedUnit", model, set_at as "setAt"`;
}
