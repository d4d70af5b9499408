import type { Tx } from '@trekker/kit';

/** A unit and all below it, as tenancy's tree is now; empty when there is no such unit. */
export async function unitsBelow(tx: Tx, unitId: string): Promise<string[]> {
  const rows = await tx.sql<{ key: string }[]>`
    select key from trackers.replicas
    where replica = 'unit-tree' and valid_to is null and data->'path' ? ${unitId}`;
  return rows.map(({ key }) => key);
}
