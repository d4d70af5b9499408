import type { ConsumerTx, Tx } from '@trekker/kit';

/** A connection of a tracker that is open. */
export interface ConnectionRow {
  readonly connectionId: string;
  readonly trackerId: string;
  /** Number of the session lock of the process that holds it. */
  readonly holder: bigint;
  /** Our clock, Unix milliseconds. */
  readonly openedAt: number;
}

/** Keeps connections of a tenant as open. */
export async function insertConnections(tx: Tx, tenantId: string, rows: readonly ConnectionRow[]): Promise<void> {
  await tx.sql`
    insert into positions.connections (tenant_id, connection_id, tracker_id, holder, opened_at)
    select ${tenantId}, c.* from unnest(
      ${rows.map((row) => row.connectionId)}::uuid[],
      ${rows.map((row) => row.trackerId)}::uuid[],
      ${rows.map((row) => String(row.holder))}::text[]::bigint[],
      ${rows.map((row) => row.openedAt)}::timestamptz[]) as c
    on conflict do nothing`;
}

/** Lets go of open connections of the current tenant; returns the ids of those that still counted as open. */
export async function deleteConnections(tx: Tx, connectionIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.sql<{ connection_id: string }[]>`
    delete from positions.connections where connection_id = any(${[...connectionIds]}::uuid[]) returning connection_id`;
  return new Set(rows.map((row) => row.connection_id));
}

/** The processes that hold connections. */
export async function connectionHolders(tx: ConsumerTx): Promise<bigint[]> {
  const rows = await tx.sql<{ holder: string }[]>`select distinct holder::text as holder from positions.connections`;
  return rows.map((row) => BigInt(row.holder));
}

/** Lets go of connections of a process, `limit` at most; returns them with their tenants. */
export async function takeConnectionsOf(
  tx: ConsumerTx,
  holder: bigint,
  limit: number,
): Promise<{ tenantId: string; connectionId: string; trackerId: string }[]> {
  return tx.sql<{ tenantId: string; connectionId: string; trackerId: string }[]>`
    delete from positions.connections where connection_id in (
      select connection_id from positions.connections where holder = ${String(holder)}::bigint limit ${limit})
    returning tenant_id as "tenantId", connection_id as "connectionId", tracker_id as "trackerId"`;
}
