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

/** From where to where a projection has derived from a head. */
export interface Move {
  readonly head: Head;
  readonly from: number;
  readonly to: number;
}

/**
 * Moves checkpoints in the transaction that writes what was derived. Each states the offset it started from: when that is
 * no longer true the transaction must not commit, and FencedError sees to it. Sent at once, ahead of what the transaction
 * appends.
 */
export async function commitCheckpoints(sql: TxSql, place: CheckpointPlace, moves: readonly Move[]): Promise<void> {
  const [first, further] = [moves.filter(({ from }) => from < 0), moves.filter(({ from }) => from >= 0)];
  const moved = await Promise.all([
    first.length > 0 ? insertCheckpoints(sql, place, first) : 0,
    further.length > 0 ? updateCheckpoints(sql, place, further) : 0,
  ]);
  if (moved[0] + moved[1] === moves.length) return;
  const stood = moves.map(({ head, from }) => `${from} of ${headKey(head)}`).join(', ');
  throw new FencedError(`${place.projection} no longer stands at ${stood}`);
}

async function insertCheckpoints(sql: TxSql, place: CheckpointPlace, moves: readonly Move[]): Promise<number> {
  const { count } = await sql`
    insert into ${sql(place.schema)}.checkpoints (tenant_id, projection, topic, partition, "offset")
    select m.tenant_id, ${place.projection}, m.topic, m.partition, m.reached from ${asTable(sql, moves)}
    on conflict do nothing`.execute();
  return count;
}

async function updateCheckpoints(sql: TxSql, place: CheckpointPlace, moves: readonly Move[]): Promise<number> {
  const { count } = await sql`
    update ${sql(place.schema)}.checkpoints as c set "offset" = m.reached from ${asTable(sql, moves)}
    where c.tenant_id = m.tenant_id and c.projection = ${place.projection} and c.topic = m.topic
      and c.partition = m.partition and c."offset" = m.since`.execute();
  return count;
}

function asTable(sql: TxSql, moves: readonly Move[]) {
  return sql`unnest(
      ${moves.map(({ head }) => head.topic)}::text[],
      ${moves.map(({ head }) => head.tenantId)}::uuid[],
      ${moves.map(({ head }) => head.partition)}::smallint[],
      ${moves.map(({ from }) => from)}::bigint[],
      ${moves.map(({ to }) => to)}::bigint[]
    ) as m (topic, tenant_id, partition, since, reached)`;
}
