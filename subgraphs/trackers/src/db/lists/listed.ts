import { LATEST_INSTANT, type Tx, type TxSql } from '@trekker/kit';

import type { ConnectionStatus, SilenceLimits } from '../../domain/connection-status.ts';
import type { ListPage } from '../../domain/list-page.ts';
import type { ConnectionCountsRow } from '../rows.ts';

/** A piece of SQL. */
export type Fragment = ReturnType<TxSql>;

/**
 * What a list shows: rows of a table `e` with `id` and `sort_name`, joined with `s.last_heard_at` and `s.live_heard_at`. All of it is limited to
 * what the viewer may see.
 */
export interface Listed {
  /** Of `e`; a table or a subquery. */
  readonly table: Fragment;
  readonly id: Fragment;
  /** Joins `s`. */
  readonly heard: Fragment;
  /** Whether a row of `e` has a connection status at all. */
  readonly hasStatus: Fragment;
  readonly conditions: readonly Fragment[];
  /** Only of these connection statuses, unless null. */
  readonly connection: readonly ConnectionStatus[] | null;
  readonly silence: SilenceLimits & { readonly now: number };
}

/** An element of a list by its id, and what it is ordered by, as a cursor carries it. */
export interface ListedKey {
  readonly id: string;
  readonly key: string;
}

/** One more than a page of a list, in its order. */
export async function pageOfListed(tx: Tx, listed: Listed, page: ListPage): Promise<ListedKey[]> {
  const { sql } = tx;
  const { field, direction } = page.order;
  const byName = field === 'NAME';
  const key: Fragment = byName ? sql`e.sort_name` : sql`coalesce(s.last_heard_at, to_timestamp(0))`;
  const way = direction === 'ASCENDING' ? sql`asc` : sql`desc`;
  const nothing: Fragment = sql``;
  const heard = byName && !listed.connection ? nothing : listed.heard;
  const rows = await sql<{ id: string; key: string | number }[]>`
    select ${listed.id} as id, ${key} as key
    from ${listed.table} e ${heard}
    where ${allOf(sql, [...conditionsOf(sql, listed), behind(sql, { key, id: listed.id }, page)])}
    order by ${key} ${way}, ${listed.id}
    limit ${page.first + 1}`;
  return rows.map((row) => ({ id: row.id, key: String(row.key) }));
}

/** How many elements a list has. */
export async function countListed(tx: Tx, listed: Listed): Promise<number> {
  const { sql } = tx;
  const nothing: Fragment = sql``;
  const heard = listed.connection ? listed.heard : nothing;
  const [row] = await sql<{ total: number }[]>`
    select count(*) as total from ${listed.table} e ${heard}
    where ${allOf(sql, conditionsOf(sql, listed))}`;
  return row?.total ?? 0;
}

/** How many elements of a list there are of each value of a column of `e`. */
export async function countBy(tx: Tx, listed: Listed, column: Fragment): Promise<ReadonlyMap<string, number>> {
  const { sql } = tx;
  const nothing: Fragment = sql``;
  const rows = await sql<{ value: string; total: number }[]>`
    select ${column} as value, count(*) as total from ${listed.table} e ${listed.connection ? listed.heard : nothing}
    where ${allOf(sql, conditionsOf(sql, listed))} group by 1`;
  return new Map(rows.map(({ value, total }) => [value, total]));
}

/**
 * How many elements of each connection status a list has when none of them is asked for, and how many were `never`
 * heard. What has no status is not counted.
 */
export async function countByConnection(tx: Tx, listed: Listed): Promise<ConnectionCountsRow> {
  const { sql } = tx;
  const rows = await sql<{ status: ConnectionStatus; total: number; never: number }[]>`
    select ${statusOf(sql, listed)} as status, count(*) as total,
      count(*) filter (where s.last_heard_at is null) as never
    from ${listed.table} e ${listed.heard}
    where ${allOf(sql, listed.conditions)} and ${listed.hasStatus} group by 1`;
  const counts = { CONNECTED: 0, IDLE: 0, DISCONNECTED: 0, never: 0 };
  for (const { status, total, never } of rows) {
    counts[status] = total;
    counts.never += never;
  }
  return counts;
}

/** Holds where all conditions do. */
export function allOf(sql: TxSql, conditions: readonly Fragment[]): Fragment {
  return conditions.reduce((all, one) => sql`${all} and ${one}`, sql`true`);
}

function conditionsOf(sql: TxSql, listed: Listed): Fragment[] {
  const { connection, conditions } = listed;
  return connection
    ? [...conditions, sql`${statusOf(sql, listed)} = any(${[...connection]}::text[])`]
    : [...conditions];
}

/** The connection status as `domain/connection-status.ts` has it. */
function statusOf(sql: TxSql, { hasStatus, silence: { now, connectedWithinMs, idleWithinMs } }: Listed): Fragment {
  return sql`case
    when not ${hasStatus} then null
    when s.live_heard_at > ${now - connectedWithinMs} then 'CONNECTED'
    when s.live_heard_at > ${now - idleWithinMs} then 'IDLE'
    else 'DISCONNECTED' end`;
}

function behind(sql: TxSql, { key, id }: { key: Fragment; id: Fragment }, { after, order }: ListPage): Fragment {
  const [, afterKey = '', afterId = ''] = after ?? [];
  if (!after) return sql`true`;
  // Anybody can make a cursor up, and the database reads no year of five digits.
  const instant = Math.min(Math.max(Number(afterKey), 0), LATEST_INSTANT);
  const bound = order.field === 'NAME' ? sql`${afterKey}::text` : sql`${instant}::timestamptz`;
  return order.direction === 'ASCENDING'
    ? sql`(${key}, ${id}) > (${bound}, ${afterId}::uuid)`
    : sql`${key} <= ${bound} and (${key} < ${bound} or ${id} > ${afterId}::uuid)`;
}
