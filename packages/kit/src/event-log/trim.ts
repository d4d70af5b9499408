import type { Database } from '../database/database.ts';
import type { TxSql } from '../database/transaction.ts';
import type { Head } from './entry.ts';

/** What may be taken out of a topic. */
export interface Trimming {
  readonly database: Database;
  readonly topic: string;
  /** Entries of kind `data` and of these types; all others stay for ever. */
  readonly types: readonly string[];
  /** Appended before this instant, Unix milliseconds. */
  readonly before: number;
  readonly signal: AbortSignal;
  /** Entries looked at in one transaction. */
  readonly atOnce?: number;
  /** Is called after each of these transactions. */
  readonly onStep?: () => Promise<void>;
}

/** What came of it. */
export interface Trimmed {
  readonly entries: number;
  /** Heads of which older entries had to stay, and why. */
  readonly waiting: readonly { readonly head: Head; readonly for: 'reader' | 'backup' | 'recall' }[];
}

const AT_ONCE = 2_000;
/** A projection that ran nowhere for so long is taken for one that is no more; should it come back, it recalls. */
const FORGOTTEN_AFTER_DAYS = 30;
/** What was asked for so long ago and never given back was asked by a process that is no more. */
export const RECALL_HOLDS_HOURS = 24;

/**
 * Takes entries out of the log that everybody has read who is known to read the topic (`log.readers`), and that a backup
 * holds where there ever was one (`log.backed_up`). They must be to be had from elsewhere: whoever needs them again recalls
 * them. A few thousand at a time, each time in a transaction of its own, so that it may be stopped anywhere.
 */
export async function trimTopic(trimming: Trimming): Promise<Trimmed> {
  const { database, topic, signal } = trimming;
  const limits = await database.withConsumer(({ sql }) => limitsOf(sql, topic));
  let entries = 0;
  const waiting: Trimmed['waiting'][number][] = [];
  for (const { head, reached, backedUp } of limits) {
    const upTo = Math.min(reached, backedUp ?? Infinity);
    for (let slice: Slice | null = null; !signal.aborted && slice?.end === undefined;) {
      slice = await database.withConsumer(({ sql }) => trimSlice(sql, trimming, { head, upTo }));
      entries += slice.entries;
      if (slice.entries) await trimming.onStep?.();
      if (slice.end === 'recall') waiting.push({ head, for: 'recall' });
      if (slice.end === 'limit') waiting.push({ head, for: upTo === reached ? 'reader' : 'backup' });
    }
  }
  return { entries, waiting };
}

interface Limits {
  readonly head: Head;
  /** By the slowest reader. */
  readonly reached: number;
  /** Null where there never was a backup. */
  readonly backedUp: number | null;
}

async function limitsOf(sql: TxSql, topic: string): Promise<Limits[]> {
  const rows = await sql<{ tenant_id: string; partition: number; reached: number; backed_up: number | null }[]>`
    select r.tenant_id, r.partition, min(r."offset") as reached,
      case when exists (select from log.backed_up) then coalesce(min(b."offset"), -1) end as backed_up
    from log.reached(${topic}, now() - make_interval(days => ${FORGOTTEN_AFTER_DAYS})) r
    left join log.backed_up b on b.tenant_id = r.tenant_id and b.topic = ${topic} and b.partition = r.partition
    group by r.tenant_id, r.partition order by r.tenant_id, r.partition`;
  return rows.map((row) => ({
    head: { topic, tenantId: row.tenant_id, partition: row.partition },
    reached: row.reached,
    backedUp: row.backed_up,
  }));
}

/** `end`: why nothing follows: all that is old enough is gone, or somebody needs what would. */
interface Slice {
  readonly entries: number;
  readonly end?: 'done' | 'limit' | 'recall';
}

async function trimSlice(
  sql: TxSql,
  { types, before, atOnce = AT_ONCE }: Trimming,
  { head, upTo }: { head: Head; upTo: number },
): Promise<Slice> {
  const { topic, tenantId, partition } = head;
  const from = await lockTrim(sql, head);
  const recalls = await sql`
    select 1 from log.recalls where topic = ${topic} and tenant_id = ${tenantId} and partition = ${partition}
      and asked_at > now() - make_interval(hours => ${RECALL_HOLDS_HOURS}) limit 1`;
  if (recalls.length) return { entries: 0, end: 'recall' };
  const rows = await sql<{ offset: number; at: number }[]>`
    select "offset", at from log.entries
    where topic = ${topic} and tenant_id = ${tenantId} and partition = ${partition} and "offset" > ${from}
    order by "offset" limit ${atOnce}`;
  const old = rows.filter(({ at, offset }) => at < before && offset <= upTo);
  const to = old.at(-1)?.offset;
  const next = rows[old.length];
  const end = next && next.at < before ? 'limit' : rows.length < atOnce || next ? 'done' : undefined;
  if (to === undefined) return { entries: 0, end: end ?? 'done' };
  const { count } = await sql`
    delete from log.entries
    where topic = ${topic} and tenant_id = ${tenantId} and partition = ${partition}
      and "offset" > ${from} and "offset" <= ${to} and kind = 'data' and type = any(${[...types]})`;
  await sql`
    update log.trims set trimmed_to = ${to}, trimmed = trimmed + ${count}
    where topic = ${topic} and tenant_id = ${tenantId} and partition = ${partition}`;
  return end === undefined ? { entries: count } : { entries: count, end };
}

/** Keeps others from taking entries out of a head or putting them back; gives up to which offset some may be missing. */
export async function lockTrim(sql: TxSql, { topic, tenantId, partition }: Head): Promise<number> {
  await sql`
    insert into log.trims (tenant_id, topic, partition) values (${tenantId}, ${topic}, ${partition})
    on conflict do nothing`;
  const [row] = await sql<{ trimmed_to: number }[]>`
    select trimmed_to from log.trims
    where topic = ${topic} and tenant_id = ${tenantId} and partition = ${partition} for update`;
  return row?.trimmed_to ?? -1;
}
