import type { TxSql } from '../database/transaction.ts';
import type { Actor } from '../viewer.ts';
import type { Entry, EntryKind, Head } from './entry.ts';

/** Entries of a head behind `after` (-1: from the start), oldest first, at most `limit`. */
export async function readEntries(
  sql: TxSql,
  head: Head,
  { after, limit }: { after: number; limit: number },
): Promise<Entry[]> {
  const rows = await sql<EntryRow[]>`
    select * from log.entries
    where topic = ${head.topic} and tenant_id = ${head.tenantId} and partition = ${head.partition}
      and "offset" > ${after}
    order by "offset" limit ${limit}`;
  return rows.map(entryOf);
}

/**
 * The newest control entry of each type and tenant in a head, up to and including an offset: the rules under which a
 * consumer goes on behind it. Oldest first. Every control entry must therefore say all that holds from it on, or how
 * far the writer's own table is to be read.
 */
export async function controlEntries(sql: TxSql, head: Head, upTo: number): Promise<Entry[]> {
  const rows = await sql<EntryRow[]>`
    select e.* from log.entries e join (
      select max("offset") as newest from log.entries
      where topic = ${head.topic} and tenant_id = ${head.tenantId} and partition = ${head.partition}
        and kind = 'control' and "offset" <= ${upTo}
      group by subject_id, type) as c on e."offset" = c.newest
    where e.topic = ${head.topic} and e.tenant_id = ${head.tenantId} and e.partition = ${head.partition}
    order by e."offset"`;
  return rows.map(entryOf);
}

/** Newest offset of every head of a topic the role may see; a head without entries is absent. */
export async function headOffsets(sql: TxSql, topic: string): Promise<{ head: Head; offset: number }[]> {
  const rows = await sql<{ tenant_id: string; partition: number; next_offset: number }[]>`
    select tenant_id, partition, next_offset from log.heads where topic = ${topic} and next_offset > 0`;
  return rows.map((row) => ({
    head: { topic, tenantId: row.tenant_id, partition: row.partition },
    offset: row.next_offset - 1,
  }));
}

/** Newest offset of one head, -1 when it has none. */
export async function headOffset(sql: TxSql, { topic, tenantId, partition }: Head): Promise<number> {
  const [row] = await sql<{ next_offset: number }[]>`
    select next_offset from log.heads where topic = ${topic} and tenant_id = ${tenantId} and partition = ${partition}`;
  return (row?.next_offset ?? 0) - 1;
}

/** When the oldest entry about a tenant behind an offset of a head was appended, Unix milliseconds; null where none is. */
export async function oldestBehind(
  sql: TxSql,
  { topic, tenantId, partition }: Head,
  { after, subject }: { after: number; subject: string },
): Promise<number | null> {
  const [row] = await sql<{ at: number }[]>`
    select at from log.entries
    where topic = ${topic} and tenant_id = ${tenantId} and partition = ${partition} and "offset" > ${after}
      and subject_id = ${subject}
    order by "offset" limit 1`;
  return row?.at ?? null;
}

/** The offset behind which each head of a topic continues with entries appended at or after an instant (Unix ms). */
export async function offsetsBefore(sql: TxSql, topic: string, at: number): Promise<{ head: Head; offset: number }[]> {
  const rows = await sql<{ tenant_id: string; partition: number; first: number }[]>`
    select tenant_id, partition, min("offset") as first from log.entries
    where topic = ${topic} and at >= ${at} group by tenant_id, partition`;
  return rows.map((row) => ({
    head: { topic, tenantId: row.tenant_id, partition: row.partition },
    offset: row.first - 1,
  }));
}

interface EntryRow {
  topic: string;
  tenant_id: string;
  partition: number;
  offset: number;
  id: string;
  kind: EntryKind;
  type: string;
  version: number;
  subject_id: string;
  actor_kind: Actor['kind'] | null;
  actor_id: string | null;
  reason: string | null;
  caused_by: string | null;
  at: number;
  payload: unknown;
  body: Uint8Array | null;
}

function entryOf(row: EntryRow): Entry {
  return {
    topic: row.topic,
    tenantId: row.tenant_id,
    partition: row.partition,
    offset: row.offset,
    id: row.id,
    kind: row.kind,
    type: row.type,
    version: row.version,
    subject: row.subject_id,
    actor: row.actor_kind && row.actor_id !== null ? { kind: row.actor_kind, id: row.actor_id } : null,
    reason: row.reason,
    causedBy: row.caused_by,
    at: row.at,
    payload: row.payload,
    body: row.body,
  };
}
