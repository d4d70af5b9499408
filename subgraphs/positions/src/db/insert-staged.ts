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
 * those that were new. Rows go in key order, so that two processes that hold the same positions never wait for each other
 * in a circle.
 */
export async function insertStaged(sql: TxSql, slice: Slice): Promise<Set<string>> {
  const { tenantId, appendedAt, partition, offset, packed } = slice;
  const rows = await sql<{ tracker_id: string; recorded_at: number; dedupe: Buffer }[]>`
    insert into positions.history
    select s.*, ${appendedAt}, ${partition}, ${offset} from pg_temp.positions_staging s
    where s.tenant_id = ${tenantId} ${packed.length > 0 ? sql`and ${notAmong(sql, packed)}` : sql``}
    order by s.tracker_id, s.recorded_at, s.dedupe
    on conflict do nothing
    returning tracker_id, recorded_at, dedupe`;
  return new Set(
    rows.map((row) =>
      keyOf(tenantId, {
        trackerId: row.tracker_id,
        recordedAt: row.recorded_at,
        dedupe: row.dedupe.readBigUInt64BE(0),
      }),
    ),
  );
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
