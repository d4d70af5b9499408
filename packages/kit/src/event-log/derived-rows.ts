import type { ConsumerTx } from '../database/database.ts';
import type { Head } from './entry.ts';
import type { DerivedTable } from './projection.ts';

/** What lies derived from a head, so that it can be compared: a hash of each row. */
export type RowHashes = readonly string[];

/** Hashes of all rows that these tables hold of a head, of each tenant. */
export async function hashDerived(
  tx: ConsumerTx,
  tables: readonly DerivedTable[],
  { head, tenants }: { head: Head; tenants: readonly string[] },
): Promise<RowHashes> {
  const hashes: string[] = [];
  for (const tenantId of tenants) {
    await tx.asTenant(tenantId);
    for (const { table, by, where = 'true' } of tables) {
      const rows = await tx.sql<{ hash: string }[]>`
        select hashtextextended(${table} || t::text, 0)::text as hash from ${tx.sql(table)} t
        where tenant_id = ${tenantId} and ${tx.sql.unsafe(where)}
          and ${by === 'partition' ? tx.sql`partition = ${head.partition}` : tx.sql`true`}`;
      for (const { hash } of rows) hashes.push(hash);
    }
  }
  return hashes;
}

/** How many rows of one side the other does not have, of the side that has more of these. */
export function countDiffering(before: RowHashes, after: RowHashes): number {
  const counts = new Map<string, number>();
  for (const hash of before) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  for (const hash of after) counts.set(hash, (counts.get(hash) ?? 0) - 1);
  let [gone, come] = [0, 0];
  for (const count of counts.values()) {
    gone += Math.max(0, count);
    come += Math.max(0, -count);
  }
  return Math.max(gone, come);
}
