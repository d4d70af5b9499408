import { setTimeout as sleep } from 'node:timers/promises';

import type { Sql } from 'postgres';

/** Tables of what follows from positions, and how far the log was written. */
const DERIVED = [
  'positions.latest',
  'positions.clock_hours',
  'geofences.visits',
  'geofences.person_visits',
  'geofences.silences',
  'geofences.stays',
  'geofences.geofence_events',
  'headcount.person_visits',
  'timesheets.person_visits',
  'timesheets.assignments',
  'log.heads',
];

/** Every row of these tables as text, in an order that follows from the rows alone. */
export async function readDerivedRows(
  sql: Sql,
  tables: readonly string[] = DERIVED,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const table of tables) {
    const rows = await sql<{ row: string }[]>`select t::text as row from ${sql(table)} t order by 1`;
    found.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return found;
}

/** The first rows that one side has and the other has not, as `table - row` and `table + row`. */
export function differences(
  before: ReadonlyMap<string, readonly string[]>,
  after: ReadonlyMap<string, readonly string[]>,
): string[] {
  return [...before].flatMap(([table, rows]) => {
    const now = after.get(table) ?? [];
    const [gone, come] = [new Set(rows).difference(new Set(now)), new Set(now).difference(new Set(rows))];
    const told = [...[...gone].slice(0, 3).map((row) => `- ${row}`), ...[...come].slice(0, 3).map((row) => `+ ${row}`)];
    return told.map((row) => `${table} ${row}`);
  });
}

/** Waits until every reader has read everything that is in the log. Fails with who has not, and what. */
export async function untilAllIsRead(sql: Sql, withinMs = 60_000): Promise<void> {
  for (const end = Date.now() + withinMs; ; await sleep(50)) {
    const [behind] = await sql<{ reader: string }[]>`
      select format('%s of %s is at %s of topic %s', projection, service, "offset", topic) as reader
      from (select 'geofences' as service, c.* from geofences.checkpoints c
        union all select 'headcount', c.* from headcount.checkpoints c
        union all select 'timesheets', c.* from timesheets.checkpoints c) c
      join log.heads h using (topic, tenant_id, partition)
      where h.next_offset > c."offset" + 1 limit 1`;
    if (!behind) return;
    if (Date.now() > end) throw new Error(`${behind.reader}, and does not come further within ${withinMs} ms`);
  }
}
