import { isUuid, type TxSql, type UnitReach } from '@trekker/kit';

import { allOf, type Fragment } from './listed.ts';

/** A column that names a unit is covered by a reach; what no unit owns is covered by a reach of everything only. */
export function ownedWithin(sql: TxSql, column: Fragment, reach: UnitReach): Fragment {
  return reach === 'all' ? sql`true` : sql`${column} = any(${[...reach]}::uuid[])`;
}

/** Owned by one of these units, unless null. */
export function ownedBy(sql: TxSql, units: readonly string[] | null): Fragment {
  return units ? sql`e.unit_id = any(${[...units]}::uuid[])` : sql`true`;
}

/** Every word occurs in one of the texts that `occursIn` looks into. */
export function everyWord(
  sql: TxSql,
  words: readonly string[],
  occursIn: (occurs: (text: Fragment) => Fragment) => Fragment,
): Fragment {
  return allOf(
    sql,
    words.map((word) => sql`(${occursIn((text) => sql`strpos(${text}, lower(${word}::text)) > 0`)})`),
  );
}

/** An assignment `a` holds at an instant. */
export function heldAt(sql: TxSql, now: number): Fragment {
  return sql`a.valid_from <= ${now} and (a.valid_to is null or a.valid_to > ${now})`;
}

/** Assignments `a` that hold at an instant, as far as a reach covers their trackers. */
export function carriedNow(sql: TxSql, { now, reach }: { now: number; reach: UnitReach }): Fragment {
  if (reach === 'all') return sql`(select * from trackers.assignments a where ${heldAt(sql, now)}) a`;
  return sql`(
    select a.* from trackers.assignments a join trackers.trackers t on t.tracker_id = a.tracker_id
    where ${heldAt(sql, now)} and ${ownedWithin(sql, sql`t.unit_id`, reach)}) a`;
}

/** A visit `z` is to this geofence. What is no id is no geofence's. */
export function ofZone(sql: TxSql, zoneId: string): Fragment {
  return isUuid(zoneId) ? sql`z.geofence_id = ${zoneId}` : sql`false`;
}
