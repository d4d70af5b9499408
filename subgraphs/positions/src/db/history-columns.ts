import type { TxSql } from '@trekker/kit';

/** The columns a PositionRow is made of, of the history as of the newest positions. */
export function columns(sql: TxSql) {
  return sql`tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, altitude_cm, accuracy_cm, speed_mms, heading_cd,
    battery_percent, received_at`;
}
