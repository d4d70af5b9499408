import type { TxSql } from '@trekker/kit';

import { keyOf, type NewPosition } from '../domain/new-position.ts';
import { dedupeBytes } from '../domain/dedupe.ts';

/** What is said of all rows of a tenant's slice. */
export interface Slice {
  readonly tenantId: string;
  readonly appendedAt: number;
  readonly partition: number;
  readonly offset: number;
  /** Positions among them that lie in packed days already. */
  readonly packed: readonly NewPosition[];
}

/**
 * Moves the current tenant's rows from staging into the history, those that are packed apart, and gives back the keys of
 * those that were new, or `all` where it is all of `staged` rows, as nearly always: then no row travels. Rows go in key
 * order, so that two processes that hold the same positions never wait for each other in a circle.
 */
export async function insertStaged(sql: TxSql, staged: number, slice: Slice): Promise<ReadonlySet<string> | 'all'> {
  const { tenantId, appendedAt, partition, offset, packed } = slice;
  const [answer] = await sql<{ count: number; news: readonly NewRow[] | null }[]>`
    with added as (
      insert into positions.history
      select s.*, ${appendedAt}, ${partition}, ${offset} from pg_temp.positions_staging s
      where s.tenant_id = ${tenantId} ${packed.length > 0 ? sql`and ${notAmong(sql, packed)}` : sql``}
      order by s.tracker_id, s.recorded_at, s.dedupe
      on conflict do nothing
      returning tracker_id, recorded_at, dedupe)
    select count(*) as count,
      case when count(*) < ${staged} then json_agg(json_build_object('trackerId', tracker_id,
        'recordedAt', (extract(epoch from recorded_at) * 1000)::bigint, 'dedupe', encode(dedupe, 'hex'))) end as news
    from added`;
  if (answer?.count === staged) return 'all';
  return new Set(answer?.news?.map((row) => keyOf(tenantId, { ...row, dedupe: BigInt(`0x${row.dedupe}`) })));
}

interface NewRow {
  readonly trackerId: string;
  readonly recordedAt: number;
  /** Hexadecimal. */
  readonly dedupe: string;
}

function notAmong(sql: TxSql, packed: readonly NewPosition[]) {
  return sql`
    not exists (
      select from unnest(
        ${packed.map(({ record }) => record.trackerId)}::uuid[],
        ${packed.map(({ record }) => record.recordedAt)}::timestamptz[],
        ${packed.map(({ record }) => dedupeBytes(record.dedupe).toString('hex'))}::text[]
      ) as k (tracker, at, dedupe_hex)
      where k.tracker = s.tracker_id and k.at = s.recorded_at and decode(k.dedupe_hex, 'hex') = s.dedupe)`;
}
