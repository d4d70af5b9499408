import type { TxSql } from '../database/transaction.ts';
import { uuidv7 } from '../ids.ts';
import { compareHeads, headKey, headOf, type Entry, type Head, type NewEntry } from './entry.ts';

/** A head whose row this transaction has locked until it commits. */
export interface LockedHead extends Head {
  /** Offset the next entry gets. */
  readonly nextOffset: number;
  /** Append time of the entries written under this lock, Unix milliseconds. */
  readonly at: number;
}

/** Most rows of one INSERT: PostgreSQL takes 65,535 parameters, a row has 17. */
const MOST_ROWS = 2_000;

/**
 * Locks a head and fixes the append time. Everybody who appends to the head waits here, so offsets follow the order of
 * commits without gaps. Time comes from the server and never runs backwards within a head.
 */
export async function lockHead(sql: TxSql, { topic, tenantId, partition }: Head): Promise<LockedHead> {
  const [row] = await sql<{ next_offset: number; last_at: number }[]>`
    insert into log.heads as head (topic, tenant_id, partition, next_offset, last_at)
    values (${topic}, ${tenantId}, ${partition}, 0, date_trunc('milliseconds', clock_timestamp()))
    on conflict (topic, tenant_id, partition) do update
      set last_at = greatest(head.last_at, date_trunc('milliseconds', clock_timestamp()))
    returning next_offset, last_at`;
  if (!row) throw new Error(`the head of ${topic}/${partition} could not be locked`);
  return { topic, tenantId, partition, nextOffset: row.next_offset, at: row.last_at };
}

/** Writes entries behind a locked head. At most one call per lock. */
export async function writeEntries(sql: TxSql, head: LockedHead, entries: readonly NewEntry[]): Promise<Entry[]> {
  if (!entries.length) return [];
  // Sent together: who waits for the head waits for the commit, not for us to hear of each statement.
  const advancing = sql`
    update log.heads set next_offset = next_offset + ${entries.length}
    where topic = ${head.topic} and tenant_id = ${head.tenantId} and partition = ${head.partition}
      and next_offset = ${head.nextOffset}`.execute();
  const written = await insertBehind(sql, head, entries);
  const { count } = await advancing;
  if (count !== 1) throw new Error(`${headKey(head)} moved although it was locked at ${head.nextOffset}`);
  return written;
}

/** Appends what a transaction queued, heads in ascending order. Meant for the end of the transaction. */
export async function appendQueued(sql: TxSql, queued: readonly NewEntry[]): Promise<Entry[]> {
  const byHead = Map.groupBy(queued, (entry) => headKey(headOf(entry)));
  const groups = [...byHead.values()].map((entries) => ({ head: headOf(entries[0] as NewEntry), entries }));
  const written: Entry[] = [];
  for (const { head, entries } of groups.toSorted((a, b) => compareHeads(a.head, b.head))) {
    const locked = await lockAndAdvance(sql, head, entries.length);
    written.push(...(await insertBehind(sql, locked, entries)));
  }
  return written;
}

/** As {@link lockHead} where it is known how many entries follow: the head is advanced by the same statement. */
async function lockAndAdvance(sql: TxSql, { topic, tenantId, partition }: Head, count: number): Promise<LockedHead> {
  const [row] = await sql<{ next_offset: number; last_at: number }[]>`
    insert into log.heads as head (topic, tenant_id, partition, next_offset, last_at)
    values (${topic}, ${tenantId}, ${partition}, ${count}, date_trunc('milliseconds', clock_timestamp()))
    on conflict (topic, tenant_id, partition) do update
      set last_at = greatest(head.last_at, date_trunc('milliseconds', clock_timestamp())),
        next_offset = head.next_offset + excluded.next_offset
    returning next_offset, last_at`;
  if (!row) throw new Error(`the head of ${topic}/${partition} could not be locked`);
  return { topic, tenantId, partition, nextOffset: row.next_offset - count, at: row.last_at };
}

async function insertBehind(sql: TxSql, head: LockedHead, entries: readonly NewEntry[]): Promise<Entry[]> {
  const written = entries.map((entry, index) => complete(entry, head, head.nextOffset + index));
  const key = { topic: head.topic, tenant_id: head.tenantId, partition: head.partition };
  const rows = written.map((entry) => ({ ...key, ...rowOf(entry) }));
  for (let from = 0; from < rows.length; from += MOST_ROWS)
    await sql`insert into log.entries ${sql(rows.slice(from, from + MOST_ROWS))}`;
  return written;
}

function complete(entry: NewEntry, { topic, tenantId, partition, at }: LockedHead, offset: number): Entry {
  const { subject, type, kind = 'data', version = 1, actor = null, reason = null, causedBy = null } = entry;
  const { payload = null, body = null } = entry;
  const head = { topic, tenantId, partition, offset, at };
  return { ...head, id: uuidv7(at), kind, type, version, subject, actor, reason, causedBy, payload, body };
}

function rowOf(entry: Entry) {
  return {
    offset: entry.offset,
    id: entry.id,
    kind: entry.kind,
    type: entry.type,
    version: entry.version,
    subject_id: entry.subject,
    actor_kind: entry.actor?.kind ?? null,
    actor_id: entry.actor?.id ?? null,
    reason: entry.reason,
    caused_by: entry.causedBy,
    at: entry.at,
    payload: entry.payload === null ? null : JSON.stringify(entry.payload),
    body: entry.body && Buffer.from(entry.body),
  };
}
