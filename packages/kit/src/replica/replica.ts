import type { Tx, TxSql } from '../database/transaction.ts';
import type { ConsumerTx } from '../database/database.ts';
import { SHARED, type Entry } from '../event-log/entry.ts';
import type { Projection } from '../event-log/projection.ts';

/** A state of one of the other service's entities, from an instant on. `data` is null when it is gone from then on. */
export interface ReplicaChange<T> {
  readonly key: string;
  /** Unix milliseconds from which the state holds. */
  readonly from: number;
  readonly data: T | null;
  /** Every other state of the key is forgotten; absent: they are kept. */
  readonly forgetsOthers?: boolean;
}

/**
 * What a service keeps of another service's entities because it filters, sorts or authorises by them. Every state is
 * kept with the time during which it held.
 */
export interface Replica<T> {
  /** Keeps the replica up to date. */
  readonly projection: Projection;
  /** Present states by key; keys without one are absent. */
  current(tx: Tx, keys: readonly string[]): Promise<Map<string, T>>;
  /** Every present state of the tenant. */
  all(tx: Tx): Promise<Map<string, T>>;
  /** States that held at an instant (Unix milliseconds) by key. */
  asOf(tx: Tx, keys: readonly string[], at: number): Promise<Map<string, T>>;
  /** Calls `listener` with the keys that changed in a tenant, once they are committed by this process. */
  onChanged(listener: (tenantId: string, keys: readonly string[]) => void): () => void;
}

/** @param changes what an entry means for the replica; an empty list when nothing. */
export function defineReplica<T>({
  name,
  schema,
  topic,
  changes,
}: {
  name: string;
  schema: string;
  topic: string;
  changes: (entry: Entry) => readonly ReplicaChange<T>[];
}): Replica<T> {
  const listeners = new Set<(tenantId: string, keys: readonly string[]) => void>();

  async function select(sql: TxSql, condition: ReturnType<TxSql>): Promise<Map<string, T>> {
    const rows = await sql<{ key: string; data: T }[]>`
      select key, data from ${sql(schema)}.replicas where replica = ${name} and data is not null and ${condition}`;
    return new Map(rows.map((row) => [row.key, row.data]));
  }

  async function apply(tx: ConsumerTx, entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) {
      const wanted = changes(entry);
      if (!wanted.length || entry.subject === SHARED) continue;
      await tx.asTenant(entry.subject);
      for (const change of wanted) await write(tx.sql, { schema, name, tenantId: entry.subject }, change);
      tx.afterCommit(() => {
        for (const listener of listeners)
          listener(
            entry.subject,
            wanted.map((change) => change.key),
          );
      });
    }
  }

  return {
    projection: {
      name: `replica-${name}`,
      topic,
      apply,
      derived: [{ table: `${schema}.replicas`, by: 'tenant', where: `replica = '${name}'` }],
      reset: async (tx) => void (await tx.sql`delete from ${tx.sql(schema)}.replicas where replica = ${name}`),
    },
    current: (tx, keys) => select(tx.sql, tx.sql`key = any(${[...keys]}) and valid_to is null`),
    all: (tx) => select(tx.sql, tx.sql`valid_to is null`),
    asOf: (tx, keys, at) =>
      select(
        tx.sql,
        tx.sql`key = any(${[...keys]}) and valid_from <= ${at} and (valid_to is null or valid_to > ${at})`,
      ),
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Puts a state on the key's time line: it ends the state before it and lasts until the next one that is known. */
async function write(
  sql: TxSql,
  { schema, name, tenantId }: { schema: string; name: string; tenantId: string },
  { key, from, data, forgetsOthers = false }: ReplicaChange<unknown>,
): Promise<void> {
  const table = sql`${sql(schema)}.replicas`;
  if (forgetsOthers) await sql`delete from ${table} where replica = ${name} and key = ${key}`;
  await sql`
    update ${table} set valid_to = ${from}
    where replica = ${name} and key = ${key} and valid_from < ${from} and (valid_to is null or valid_to > ${from})`;
  await sql`
    insert into ${table} (tenant_id, replica, key, valid_from, valid_to, data)
    values (${tenantId}, ${name}, ${key}, ${from},
      (select min(valid_from) from ${table} where replica = ${name} and key = ${key} and valid_from > ${from}),
      ${data === null ? null : JSON.stringify(data)}::jsonb)
    on conflict (tenant_id, replica, key, valid_from) do update set data = excluded.data`;
}
