import type { Tx } from '@trekker/kit';

/** A unit and all below it, as tenancy's tree is now; empty when there is no such unit. */
export async function unitsBelow(tx: Tx, unitId: string): Promise<string[]> {
  const rows = await tx.sql<{ key: string }[]>`
    select key from trackers.replicas
    where replica = 'unit-tree' and valid_to is null and data->'path' ? ${unitId}`;
  return rows.map(({ key }) => key);
}

/** These units and all below any of them. */
export async function unitsBelowAny(tx: Tx, unitIds: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ key: string }[]>`
    select key from trackers.replicas
    where replica = 'unit-tree' and valid_to is null and data->'path' ?| ${[...unitIds]}::text[]`;
  return rows.map(({ key }) => key);
}

/** Changes whenever a unit is added or moved. */
export async function newestOfTree(tx: Tx): Promise<string> {
  const [row] = await tx.sql<{ newest: string }[]>`
    select count(*) || ' ' || coalesce(max(valid_from), to_timestamp(0)) as newest
    from trackers.replicas where replica = 'unit-tree'`;
  return row?.newest ?? '';
}
