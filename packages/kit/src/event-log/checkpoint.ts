import type { TxSql } from '../database/transaction.ts';
import { headKey, type Head } from './entry.ts';

/** Where a projection's progress is kept. */
export interface CheckpointPlace {
  /** Schema of the service that derives. */
  readonly schema: string;
  readonly projection: string;
}

/** A consumer found that somebody else has moved its checkpoint: it was paused and its lane went to another process. */
export class FencedError extends Error {
  override readonly name = 'FencedError';
}

/** Offset up to which a projection has derived from a head; -1 before the first entry. */
export async function readCheckpoint(sql: TxSql, { schema, projection }: CheckpointPlace, head: Head): Promise<number> {
  const [row] = await sql<{ offset: number }[]>`
    select "offset" from ${sql(schema)}.checkpoints
    where tenant_id = ${head.tenantId} and projection = ${projection} and topic = ${head.topic}
      and partition = ${head.partition}`;
  return row?.offset ?? -1;
}

/** Every checkpoint of a projection that the role may see. */
export async function readCheckpoints(
  sql: TxSql,
  { schema, projection }: CheckpointPlace,
  topic: string,
): Promise<{ head: Head; offset: number }[]> {
  const rows = await sql<{ tenant_id: string; partition: number; offset: number }[]>`
    select tenant_id, partition, "offset" from ${sql(schema)}.checkpoints
    where projection = ${projection} and topic = ${topic}`;
  return rows.map((row) => ({
    head: { topic, tenantId: row.tenant_id, partition: row.partition },
    offset: row.offset,
  }));
}

/**
 * Moves a checkpoint in the transaction that writes what was derived. States the offset it started from: when that is
 * no longer true the transaction must not commit, and FencedError sees to it.
 */
export async function commitCheckpoint(
  sql: TxSql,
  { schema, projection }: CheckpointPlace,
  { head, from, to }: { head: Head; from: number; to: number },
): Promise<void> {
  const moved =
    from < 0
      ? await sql`
          insert into ${sql(schema)}.checkpoints (tenant_id, projection, topic, partition, "offset")
          values (${head.tenantId}, ${projection}, ${head.topic}, ${head.partition}, ${to}) on conflict do nothing`
      : await sql`
          update ${sql(schema)}.checkpoints set "offset" = ${to}
          where tenant_id = ${head.tenantId} and projection = ${projection} and topic = ${head.topic}
            and partition = ${head.partition} and "offset" = ${from}`;
  if (moved.count !== 1) throw new FencedError(`${projection} no longer stands at ${from} of ${headKey(head)}`);
}
