import type { TxSql } from '@trekker/kit';

import { DAY_MS, startOfDay, type Day } from '../domain/day.ts';
import type { KeptPosition } from '../domain/packed-day/kept-position.ts';

/** All rows of the current tenant's tracker that lie unpacked in a day, in the order of (recordedAt, dedupe). */
export async function keptRowsOfDay(
  sql: TxSql,
  { trackerId, day }: { trackerId: string; day: Day },
): Promise<KeptPosition[]> {
  const rows = await sql<KeptRow[]>`
    select ${keptColumns(sql)} from positions.history
    where tracker_id = ${trackerId} and recorded_at >= ${startOfDay(day)} and recorded_at < ${startOfDay(day) + DAY_MS}
    order by recorded_at, dedupe`;
  return rows.map(keptOf);
}

/** The columns of a KeptRow. */
export function keptColumns(sql: TxSql) {
  return sql`recorded_at, dedupe, latitude_e7, longitude_e7, altitude_cm, accuracy_cm, speed_mms, heading_cd, event_kind,
    battery_percent, attributes::text as attributes, received_at, appended_at, partition, "offset"`;
}

/** Everything that a row of the history says beside whose it is. */
export interface KeptRow {
  readonly recorded_at: number;
  readonly dedupe: Buffer;
  readonly latitude_e7: number;
  readonly longitude_e7: number;
  readonly altitude_cm: number | null;
  readonly accuracy_cm: number | null;
  readonly speed_mms: number | null;
  readonly heading_cd: number | null;
  readonly event_kind: number;
  readonly battery_percent: number | null;
  readonly attributes: string | null;
  readonly received_at: number;
  readonly appended_at: number;
  readonly partition: number;
  readonly offset: number;
}

/** What a row says. */
export function keptOf(row: KeptRow): KeptPosition {
  return {
    recordedAt: row.recorded_at,
    dedupe: row.dedupe.readBigUInt64BE(0),
    latitudeE7: row.latitude_e7,
    longitudeE7: row.longitude_e7,
    altitudeCentimeters: row.altitude_cm,
    accuracyCentimeters: row.accuracy_cm,
    speedMillimetersPerSecond: row.speed_mms,
    headingCentidegrees: row.heading_cd,
    eventKind: row.event_kind,
    batteryPercent: row.battery_percent,
    attributes: row.attributes,
    receivedAt: row.received_at,
    appendedAt: row.appended_at,
    partition: row.partition,
    offset: row.offset,
  };
}
