import type { Tx, TxSql, UnitReach } from '@trekker/kit';

/** Condition on `tracker_id`: a unit within the reach owns the tracker, as the replica of trackers has it. */
export function trackerWithin(sql: TxSql, reach: UnitReach) {
  return reach === 'all' ? sql`true` : sql`tracker_id in (${ownedWithin(sql, 'trackers', reach)})`;
}

/** Condition on `person_id`: a unit within the reach owns the person, as the replica of people has it. */
export function personWithin(sql: TxSql, reach: UnitReach) {
  return reach === 'all' ? sql`true` : sql`person_id in (${ownedWithin(sql, 'people', reach)})`;
}

/** Which of these trackers a reach covers. */
export async function trackersWithin(tx: Tx, trackerIds: readonly string[], reach: UnitReach): Promise<Set<string>> {
  if (reach === 'all') return new Set(trackerIds);
  const rows = await tx.sql<{ tracker_id: string }[]>`
    select tracker_id from unnest(${[...trackerIds]}::uuid[]) as tracker_id where ${trackerWithin(tx.sql, reach)}`;
  return new Set(rows.map((row) => row.tracker_id));
}

function ownedWithin(sql: TxSql, replica: 'trackers' | 'people', reach: readonly string[]) {
  return sql`
    select r.key::uuid from geofences.replicas r
    where r.replica = ${replica} and r.valid_to is null and r.data->>'unitId' = any(${[...reach]})`;
}
