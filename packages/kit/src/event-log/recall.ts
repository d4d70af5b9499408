import type { Database } from '../database/database.ts';
import type { TxSql } from '../database/transaction.ts';
import type { CheckpointPlace } from './checkpoint.ts';
import type { Entry, Head } from './entry.ts';
import { RECALL_HOLDS_HOURS, lockTrim } from './trim.ts';

/** A reader came to entries that were taken out of the log (`trimTopic`): it needs them back. */
export class TrimmedError extends Error {
  override readonly name = 'TrimmedError';
}

/**
 * Asks for all entries of a head to be put back, and for none to be taken out until they are given back by `releaseHead`.
 * Whose topic it is puts them back. True once they are all there; asking again changes nothing but that.
 */
export function recallHead(database: Database, { schema, projection }: CheckpointPlace, head: Head): Promise<boolean> {
  return database.withConsumer(async ({ sql }) => {
    const isWhole = (await lockTrim(sql, head)) < 0;
    await sql`
      insert into log.recalls as r (tenant_id, topic, partition, service, projection, asked_at, whole_at)
      values (${head.tenantId}, ${head.topic}, ${head.partition}, ${schema}, ${projection}, now(),
        case when ${isWhole} then now() end)
      on conflict (tenant_id, topic, partition, service, projection) do update
        set asked_at = excluded.asked_at, whole_at = excluded.whole_at`;
    return isWhole;
  });
}

/** Needs them no longer. */
export async function releaseHead(
  database: Database,
  { schema, projection }: CheckpointPlace,
  { topic, tenantId, partition }: Head,
): Promise<void> {
  await database.withConsumer(
    ({ sql }) => sql`
      delete from log.recalls
      where topic = ${topic} and tenant_id = ${tenantId} and partition = ${partition} and service = ${schema}
        and projection = ${projection}`,
  );
}

/** Heads of a topic of which somebody needs all entries, and not all are there. */
export async function recalledHeads(sql: TxSql, topic: string): Promise<Head[]> {
  const rows = await sql<{ tenant_id: string; partition: number }[]>`
    select distinct tenant_id, partition from log.recalls
    where topic = ${topic} and whole_at is null
      and asked_at > now() - make_interval(hours => ${RECALL_HOLDS_HOURS})
    order by tenant_id, partition`;
  return rows.map((row) => ({ topic, tenantId: row.tenant_id, partition: row.partition }));
}

/** Up to which offset entries of a head may be missing; -1 where none is. */
export async function trimmedTo(sql: TxSql, { topic, tenantId, partition }: Head): Promise<number> {
  const [row] = await sql<{ trimmed_to: number }[]>`
    select trimmed_to from log.trims where topic = ${topic} and tenant_id = ${tenantId} and partition = ${partition}`;
  return row?.trimmed_to ?? -1;
}

/** An entry that is put back: what it was, but for its id, which nothing is derived from. */
export type PutBack = Pick<Entry, 'offset' | 'id' | 'type' | 'version' | 'subject' | 'at'> & {
  readonly body: Uint8Array;
};

/** Puts entries of kind `data` back to where they were; those that are there stay as they are. */
export async function putBack(sql: TxSql, head: Head, entries: readonly PutBack[]): Promise<void> {
  if (!entries.length) return;
  const rows = entries.map(({ body, ...entry }) => ({ ...entry, body: Buffer.from(body).toString('base64') }));
  await sql`
    insert into log.entries (topic, tenant_id, partition, "offset", id, kind, type, version, subject_id, at, body)
    select ${head.topic}, ${head.tenantId}, ${head.partition}, e."offset", e.id, 'data', e.type, e.version, e.subject,
      to_timestamp(0) + e.at * interval '1 millisecond', decode(e.body, 'base64')
    from json_to_recordset(${JSON.stringify(rows)}::json) as e ("offset" bigint, id uuid, type text, version smallint,
      subject uuid, at bigint, body text)
    on conflict do nothing`;
}

/** The type of an entry that stands for one of which nothing is left: nobody derives anything from it. */
export const EMPTY_ENTRY = 'forgotten';

/** Puts an empty entry, of no tenant, wherever one is still missing in `[from, to]`; returns how many. */
export async function fillGaps(
  sql: TxSql,
  { topic, tenantId, partition }: Head,
  { from, to }: { from: number; to: number },
): Promise<number> {
  const ofHead = sql`topic = ${topic} and tenant_id = ${tenantId} and partition = ${partition}`;
  const { count } = await sql`
    insert into log.entries (topic, tenant_id, partition, "offset", id, kind, type, version, subject_id, at)
    select ${topic}, ${tenantId}, ${partition}, missing, gen_random_uuid(), 'data', ${EMPTY_ENTRY}, 1,
      '00000000-0000-0000-0000-000000000000', coalesce(
        (select at from log.entries where ${ofHead} and "offset" < missing order by "offset" desc limit 1),
        (select at from log.entries where ${ofHead} and "offset" > missing order by "offset" limit 1), to_timestamp(0))
    from generate_series(${from}::bigint, ${to}::bigint) as missing
    where not exists (select from log.entries where ${ofHead} and "offset" = missing)
    on conflict do nothing`;
  return count;
}

/** Tells whoever asked that all entries of a head are there. */
export async function noteWhole(sql: TxSql, head: Head): Promise<void> {
  const { topic, tenantId, partition } = head;
  await lockTrim(sql, head);
  const ofHead = sql`topic = ${topic} and tenant_id = ${tenantId} and partition = ${partition}`;
  await sql`update log.trims set trimmed_to = -1 where ${ofHead}`;
  await sql`update log.recalls set whole_at = now() where ${ofHead} and whole_at is null`;
}

/** Tells that a projection runs, so that nothing is taken out of its topic before it has read it. */
export async function noteReader(sql: TxSql, { schema, projection }: CheckpointPlace, topic: string): Promise<void> {
  await sql`
    insert into log.readers as r (service, projection, topic, seen_at) values (${schema}, ${projection}, ${topic}, now())
    on conflict (tenant_id, service, projection) do update set topic = excluded.topic, seen_at = excluded.seen_at
      where r.topic <> excluded.topic or r.seen_at < now() - interval '1 hour'`;
}
