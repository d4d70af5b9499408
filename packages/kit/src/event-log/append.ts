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
 * Locks heads, in their order whatever order they are named in, and fixes the append time of each. Everybody who appends to
 * a head waits here, so offsets follow the order of commits without gaps. Time comes from the server and never runs
 * backwards within a head.
 */
export async function lockHeads(sql: TxSql, heads: readonly Head[]): Promise<LockedHead[]> {
  const ordered = heads.toSorted(compareHeads);
  const rows = await sql<HeadRow[]>`
    insert into log.heads as head (topic, tenant_id, partition, next_offset, last_at)
    select topic, tenant_id, partition, more, date_trunc('milliseconds', clock_timestamp())
    from ${headTable(sql, ordered)} order by place
    on conflict (topic, tenant_id, partition) do update
      set last_at = greatest(head.last_at, date_trunc('milliseconds', clock_timestamp()))
    returning topic, tenant_id, partition, next_offset, last_at`;
  if (rows.length !== heads.length) throw new Error(`not all of ${heads.map(headKey).join(', ')} could be locked`);
  return rows.map(lockedHead);
}

/** Entries for the place behind a locked head. */
export interface Behind {
  readonly head: LockedHead;
  readonly entries: readonly NewEntry[];
}

/** Writes entries behind locked heads. At most one call per lock. */
export async function writeEntries(sql: TxSql, behind: readonly Behind[]): Promise<Entry[]> {
  const growing = behind.filter(({ entries }) => entries.length > 0);
  if (growing.length === 0) return [];
  const heads = growing.map(({ head }) => head);
  const complete = growing.map(({ entries }) => entries.map(completed));
  // Sent together: who waits for a head waits for the commit, not for us to hear of each statement.
  const advancing = sql`
    update log.heads as head set next_offset = head.next_offset + h.more
    from ${headTable(sql, heads, complete)}
    where head.topic = h.topic and head.tenant_id = h.tenant_id and head.partition = h.partition
      and head.next_offset = (${heads.map(({ nextOffset }) => nextOffset)}::bigint[])[h.place]`.execute();
  await sql`
    insert into log.entries (topic, tenant_id, partition, "offset", at, ${columns(sql)})
    select h.topic, h.tenant_id, h.partition,
      (${heads.map(({ nextOffset }) => nextOffset)}::bigint[])[h.place] + e.seat,
      (${heads.map(({ at }) => at)}::timestamptz[])[h.place], ${values(sql)}
    from ${headTable(sql, heads, complete)} join ${recordset(sql, complete)} on e.place = h.place`;
  const { count } = await advancing;
  if (count !== heads.length) throw new Error(`one of ${heads.map(headKey).join(', ')} moved although it was locked`);
  return heads.flatMap((head, index) => placed(complete[index] ?? [], head, head.nextOffset));
}

/**
 * Appends what a transaction queued, heads in ascending order. Meant for the end of the transaction, and sent at once. Heads
 * are locked, advanced and written behind in one statement: others wait for them only while the server works, never while
 * this process reads an answer and writes the next question.
 */
export async function appendQueued(sql: TxSql, queued: readonly NewEntry[]): Promise<Entry[]> {
  if (queued.length === 0) return [];
  const byHead = [...Map.groupBy(queued, (entry) => headKey(headOf(entry))).values()]
    .map((entries) => ({ head: headOf(entries[0] as NewEntry), complete: entries.map(completed) }))
    .toSorted((a, b) => compareHeads(a.head, b.head));
  const heads = byHead.map(({ head }) => head);
  const complete = byHead.map((of) => of.complete);
  const rows = await sql<HeadRow[]>`
    with wanted as (select * from ${headTable(sql, heads, complete)}),
    head as (
      insert into log.heads as head (topic, tenant_id, partition, next_offset, last_at)
      select topic, tenant_id, partition, more, date_trunc('milliseconds', clock_timestamp()) from wanted order by place
      on conflict (topic, tenant_id, partition) do update
        set last_at = greatest(head.last_at, date_trunc('milliseconds', clock_timestamp())),
          next_offset = head.next_offset + excluded.next_offset
      returning topic, tenant_id, partition, next_offset, last_at
    ), written as (
      insert into log.entries (topic, tenant_id, partition, "offset", at, ${columns(sql)})
      select head.topic, head.tenant_id, head.partition, head.next_offset - w.more + e.seat, head.last_at, ${values(sql)}
      from head join wanted w using (topic, tenant_id, partition) join ${recordset(sql, complete)} on e.place = w.place
    )
    select * from head`.execute();
  const locked = new Map(rows.map(lockedHead).map((head) => [headKey(head), head]));
  return byHead.flatMap(({ head, complete: entries }) => {
    const at = locked.get(headKey(head));
    if (!at) throw new Error(`the head ${headKey(head)} could not be locked`);
    return placed(entries, at, at.nextOffset - entries.length);
  });
}

interface HeadRow {
  readonly topic: string;
  readonly tenant_id: string;
  readonly partition: number;
  readonly next_offset: number;
  readonly last_at: number;
}

function lockedHead({
  topic,
  tenant_id: tenantId,
  partition,
  next_offset: nextOffset,
  last_at: at,
}: HeadRow): LockedHead {
  return { topic, tenantId, partition, nextOffset, at };
}

/** Heads with their place, from 1 on, and how many entries come behind each. */
function headTable(sql: TxSql, heads: readonly Head[], entries: readonly (readonly unknown[])[] = []) {
  return sql`unnest(
      ${heads.map(({ topic }) => topic)}::text[],
      ${heads.map(({ tenantId }) => tenantId)}::uuid[],
      ${heads.map(({ partition }) => partition)}::smallint[],
      ${heads.map((_, index) => entries[index]?.length ?? 0)}::int[]
    ) with ordinality as h (topic, tenant_id, partition, more, place)`;
}

/** An entry with all that does not depend on where in the log it comes to stand. */
type CompleteEntry = Omit<Entry, 'topic' | 'tenantId' | 'partition' | 'offset' | 'at'>;

function completed(entry: NewEntry): CompleteEntry {
  const { subject, type, kind = 'data', version = 1, actor = null, reason = null, causedBy = null } = entry;
  const { payload = null, body = null } = entry;
  return { id: uuidv7(), kind, type, version, subject, actor, reason, causedBy, payload, body };
}

/** Entries with their places from an offset on. */
function placed(
  entries: readonly CompleteEntry[],
  { topic, tenantId, partition, at }: Head & { readonly at: number },
  first: number,
): Entry[] {
  return entries.map((entry, index) => ({ topic, tenantId, partition, offset: first + index, at, ...entry }));
}

function columns(sql: TxSql) {
  return sql`id, kind, type, version, subject_id, actor_kind, actor_id, reason, caused_by, payload, body`;
}

function values(sql: TxSql) {
  return sql`e.id, e.kind, e.type, e.version, e.subject_id, e.actor_kind, e.actor_id, e.reason, e.caused_by, e.payload,
    decode(e.body, 'base64')`;
}

/** All rows travel as one text: parameters of their own cost the server a plan of thousands of places. */
function recordset(sql: TxSql, entries: readonly (readonly CompleteEntry[])[]) {
  const rows = entries.flatMap((ofHead, index) =>
    ofHead.map((entry, seat) => rowOf(entry, { place: index + 1, seat })),
  );
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as e (place int, seat int, id uuid, kind text, type text,
      version smallint, subject_id uuid, actor_kind text, actor_id text, reason text, caused_by uuid, payload jsonb,
      body text)`;
}

/** What is absent is left out, as a null of JSON would be a payload. */
function rowOf(entry: CompleteEntry, where: { readonly place: number; readonly seat: number }) {
  const { id, kind, type, version, subject, actor, reason, causedBy, payload, body } = entry;
  return {
    ...where,
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
