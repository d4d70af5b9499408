import type { Tx, TxSql, UnitReach } from '@trekker/kit';

/** Condition on `tracker_id`: a unit within the reach owns the tracker, as the replica of trackers has it. */
export function trackerWithin(sql: TxSql, reach: UnitReach) {
  return reach === 'all' ? sql`true` : sql`tracker_id in (${ownedWithin(sql, 'trackers', reach)})`;
}

/** Condition on `person_id`: a unit within the reach owns the person, as the replica of people has it. */
export function personWithin(sql: TxSql, reach: UnitReach) {
  return reach === 'all' ? sql`true` : sql`person_id in (${ownedWithin(sql, 'people', reach)})`;
}

/** Condition on `person_id` and `tracker_id`: a reach covers the person, or the tracker where there is no person. */
export function eventWithin(sql: TxSql, reach: UnitReach) {
  if (reach === 'all') return sql`true`;
  return sql`case when person_id is null then ${trackerWithin(sql, reach)} else ${personWithin(sql, reach)} end`;
}

/** Which of these trackers a reach covers. */
export function trackersWithin(tx: Tx, trackerIds: readonly string[], reach: UnitReach): Promise<Set<string>> {
  return idsWithin(tx, { replica: 'trackers', ids: trackerIds, reach });
}

/** Which of these assets a reach covers. */
export function assetsWithin(tx: Tx, assetIds: readonly string[], reach: UnitReach): Promise<Set<string>> {
  return idsWithin(tx, { replica: 'assets', ids: assetIds, reach });
}

/** Which of these people a reach covers. */
export function peopleWithin(tx: Tx, personIds: readonly string[], reach: UnitReach): Promise<Set<string>> {
  return idsWithin(tx, { replica: 'people', ids: personIds, reach });
}

type OwnedReplica = 'trackers' | 'people' | 'assets';

async function idsWithin(
  tx: Tx,
  { replica, ids, reach }: { replica: OwnedReplica; ids: readonly string[]; reach: UnitReach },
): Promise<Set<string>> {
  if (reach === 'all' || !ids.length) return new Set(ids);
  const rows = await tx.sql<{ id: string }[]>`
    select id from unnest(${[...ids]}::uuid[]) as id where id in (${ownedWithin(tx.sql, replica, reach)})`;
  return new Set(rows.map(({ id }) => id));
}

function ownedWithin(sql: TxSql, replica: OwnedReplica, reach: readonly string[]) {
  return sql`
    select r.key::uuid from geofences.replicas r
    where r.replica = ${replica} and r.valid_to is null and r.data->>'unitId' = any(${[...reach]})`;
}
