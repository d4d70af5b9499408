import { SHARED, type TxSql } from '@trekker/kit';

import { dedupeBytes } from '../domain/dedupe.ts';
import type { NewPosition } from '../domain/new-position.ts';
import { POSITIONS_TOPIC } from '../events.ts';

/** Positions of a tenant in a partition whose entry was appended in this transaction. */
export interface FewInPartition {
  readonly partition: number;
  /** How far the offset of the entry lies before the next one of its head. */
  readonly back: number;
  readonly positions: readonly NewPosition[];
}

/**
 * Inserts positions of the current tenant into the history, all in one text and sent at once, and tells how many were not
 * known before. What is recorded before the server's day before yesterday ended is left out: its day may be packed. Rows
 * go in key order, so that two processes that hold the same positions never wait for each other in a circle.
 */
export async function insertFew(sql: TxSql, tenantId: string, few: readonly FewInPartition[]): Promise<number> {
  const rows = few.flatMap(({ partition, back, positions }) =>
    positions.map((position) => ({ partition, back, ...rowOf(position) })),
  );
  const inserted = sql<{ count: number }[]>`
    with added as (
      insert into positions.history
      select ${tenantId}::uuid, r.tracker_id, r.recorded_at, decode(r.dedupe, 'hex'), r.latitude_e7, r.longitude_e7,
        r.altitude_cm, r.accuracy_cm, r.speed_mms, r.heading_cd, r.event_kind, r.battery_percent, r.attributes,
        r.received_at, h.last_at, r.partition, h.next_offset - r.back
      from json_to_recordset(${JSON.stringify(rows)}::json) as r (partition smallint, back bigint, tracker_id uuid,
        recorded_at timestamptz, dedupe text, latitude_e7 integer, longitude_e7 integer, altitude_cm integer,
        accuracy_cm integer, speed_mms integer, heading_cd integer, event_kind smallint, battery_percent real,
        attributes jsonb, received_at timestamptz)
      join log.heads h on h.topic = ${POSITIONS_TOPIC} and h.tenant_id = ${SHARED} and h.partition = r.partition
      where r.recorded_at >= ((clock_timestamp() at time zone 'UTC')::date - 1)::timestamp at time zone 'UTC'
      order by r.tracker_id, r.recorded_at, r.dedupe
      on conflict do nothing
      returning 1)
    select count(*) as count from added`.execute();
  const [answer] = await inserted;
  return answer?.count ?? 0;
}

function rowOf({ record, batteryPercent, attributes, receivedAt }: NewPosition) {
  return {
    tracker_id: record.trackerId,
    recorded_at: new Date(record.recordedAt).toISOString(),
    dedupe: dedupeBytes(record.dedupe).toString('hex'),
    latitude_e7: record.latitudeE7,
    longitude_e7: record.longitudeE7,
    altitude_cm: record.altitudeCentimeters,
    accuracy_cm: record.accuracyCentimeters,
    speed_mms: record.speedMillimetersPerSecond,
    heading_cd: record.headingCentidegrees,
    event_kind: record.eventKind,
    // The database refuses a text whose number is too small for its column, where a copy rounds it.
    battery_percent: batteryPercent === null ? null : Math.fround(batteryPercent),
    // Absent, as a null of JSON would be attributes.
    ...(attributes === null ? {} : { attributes }),
    received_at: new Date(receivedAt).toISOString(),
  };
}
