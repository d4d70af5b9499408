import type { TxSql, UnitReach } from '@trekker/kit';

/** Condition on `tracker_id`: the tracker is owned by a unit within the reach, as the replica of trackers has it. */
export function within(sql: TxSql, reach: UnitReach) {
  if (reach === 'all') return sql`true`;
  return sql`tracker_id in (
    select r.key::uuid from positions.replicas r
    where r.replica = 'trackers' and r.valid_to is null and r.data->>'unitId' = any(${[...reach]}))`;
}
