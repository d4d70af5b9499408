import type { Sql } from 'postgres';

import { listTables, quoted } from '../../src/backup/tables.ts';

/** Every row of every table as text, in an order that follows from the rows alone. */
export async function readAllRows(sql: Sql): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const { schema, name } of await listTables(sql)) {
    const rows = await sql.unsafe<{ row: string }[]>(`select t::text as row from ${quoted(schema, name)} t order by 1`);
    found.set(
      `${schema}.${name}`,
      rows.map(({ row }) => row),
    );
  }
  return found;
}
