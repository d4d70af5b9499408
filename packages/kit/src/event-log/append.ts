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
  const written = entries.map((entry, index) => placed(completed(entry), head, head.nextOffset + index));
  // Sent together: who waits for the head waits for the commit, not for us to hear of each statement.
  const advancing = sql`
    update log.heads set next_offset = next_offset + ${entries.length}
    where topic = ${head.topic} and tenant_id = ${head.tenantId} and partition = ${head.partition}
      and next_offset = ${head.nextOffset}`.execute();
  await sql`
    insert into log.entries (topic, tenant_id, partition, "offset", at, ${columns(sql)})
    select ${head.topic}, ${head.tenantId}, ${head.partition}, ${head.nextOffset}::bigint + e.place - 1,
      ${head.at}, ${values(sql)}
    from ${recordset(sql, written)}`;
  const { count } = await advancing;
  if (count !== 1) throw new Error(`${headKey(head)} moved although it was locked at ${head.nextOffset}`);
  return written;
}

/** Appends what a transaction queued, heads in ascending order. Meant for the end of the transaction. */
export async function appendQueued(sql: TxSql, queued: readonly NewEntry[]): Promise<Entry[]> {
  const byHead = Map.groupBy(queued, (entry) => headKey(headOf(entry)));
  const groups = [...byHead.values()].map((entries) => ({ head: headOf(entries[0] as NewEntry), entries }));
  const written: Entry[] = [];
  for (const { head, entries } of groups.toSorted((a, b) => compareHeads(a.head, b.head)))
    written.push(...(await lockAndWrite(sql, head, entries)));
  return written;
}

/**
 * Locks a head, advances it and writes behind it in one statement: others wait for the head only while the server works,
 * never while this process reads an answer and writes the next question.
 */
async function lockAndWrite(
  sql: TxSql,
  { topic, tenantId, partition }: Head,
  entries: readonly NewEntry[],
): Promise<Entry[]> {
  const complete = entries.map(completed);
  const [row] = await sql<{ next_offset: number; last_at: number }[]>`
    with head as (
      insert into log.heads as head (topic, tenant_id, partition, next_offset, last_at)
      values (${topic}, ${tenantId}, ${partition}, ${entries.length},
        date_trunc('milliseconds', clock_timestamp()))
      on conflict (topic, tenant_id, partition) do update
        set last_at = greatest(head.last_at, date_trunc('milliseconds', clock_timestamp())),
          next_offset = head.next_offset + excluded.next_offset
      returning topic, tenant_id, partition, next_offset, last_at
    ), written as (
      insert into log.entries (topic, tenant_id, partition, "offset", at, ${columns(sql)})
      select head.topic, head.tenant_id, head.partition, head.next_offset - ${entries.length} + e.place - 1,
        head.last_at, ${values(sql)}
      from head cross join ${recordset(sql, complete)}
    )
    select next_offset, last_at from head`;
  if (!row) throw new Error(`the head of ${topic}/${partition} could not be locked`);
  const first = row.next_offset - entries.length;
  return complete.map((entry, index) => placed(entry, { topic, tenantId, partition, at: row.last_at }, first + index));
}

/** An entry with all that does not depend on where in the log it comes to stand. */
type CompleteEntry = Omit<Entry, 'topic' | 'tenantId' | 'partition' | 'offset' | 'at'>;

function completed(entry: NewEntry): CompleteEntry {
  const { subject, type, kind = 'data', version = 1, actor = null, reason = null, causedBy = null } = entry;
  const { payload = null, body = null } = entry;
  return { id: uuidv7(), kind, type, version, subject, actor, reason, causedBy, payload, body };
}

function placed(
  entry: CompleteEntry,
  { topic, tenantId, partition, at }: Head & { readonly at: number },
  offset: number,
): Entry {
  return { topic, tenantId, partition, offset, at, ...entry };
}

function columns(sql: TxSql) {
  return sql`id, kind, type, version, subject_id, actor_kind, actor_id, reason, caused_by, payload, body`;
}

function values(sql: TxSql) {
  return sql`e.id, e.kind, e.type, e.version, e.subject_id, e.actor_kind, e.actor_id, e.reason, e.caused_by, e.payload,
    decode(e.body, 'base64')`;
}

/** All rows travel as one text: parameters of their own cost the server a plan of thousands of places. */
function recordset(sql: TxSql, entries: readonly CompleteEntry[]) {
  return sql`rows from (json_to_recordset(${JSON.stringify(entries.map(rowOf))}::json) as (id uuid, kind text,
      type text, version smallint, subject_id uuid, actor_kind text, actor_id text, reason text, caused_by uuid,
      payload jsonb, body text))
    with ordinality as e (id, kind, type, version, subject_id, actor_kind, actor_id, reason, caused_by, payload, body,
      place)`;
}

/** What is absent is left out, as a null of JSON would be a payload. */
function rowOf({ id, kind, type, version, subject, actor, reason, causedBy, payload, body }: CompleteEntry) {
  return {
    id,
    kind,
    type,
    version,
    subject_id: subject,
    ...(actor ? { actor_kind: actor.kind, actor_id: actor.id } : {}),
    ...(reason === null ? {} : { reason }),
    ...(causedBy === null ? {} : { caused_by: causedBy }),
    ...(payload === null ? {} : { payload }),
    ...(body === null ? {} : { body: Buffer.from(body).toString('base64') }),
  };
}
