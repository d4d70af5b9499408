import type { TxSql } from '@trekker/kit';

import { keyOf, type NewPosition } from '../domain/new-position.ts';
import { dedupeBytes } from '../domain/dedupe.ts';

/** What the rows of a partition of a tenant's slice state. */
export interface Place {
  readonly partition: number;
  readonly appendedAt: number;
  readonly offset: number;
}

/** A tenant's slice of what is staged. */
export interface Slice {
  readonly tenantId: string;
  /** Rows of it. */
  readonly staged: number;
  readonly places: readonly Place[];
  /** Positions among them that lie in packed days already. */
  readonly packed: readonly NewPosition[];
}

/**
 * Moves the current tenant's rows from staging into the history, those that are packed apart, and gives back the keys of
 * those that were new, or `all` where it is all of them, as nearly always: then no row travels. Rows go in key order, so
 * that two processes that hold the same positions never wait for each other in a circle.
 */
export async function insertStaged(
  sql: TxSql,
  { tenantId, staged, places, packed }: Slice,
): Promise<ReadonlySet<string> | 'all'> {
  // Sent at once: the tenant is set for the statement that follows, whoever else sends some.
  const answers = sql<{ count: number; news: readonly NewRow[] | null }[]>`
    with added as (
      insert into positions.history
      select s.tenant_id, s.tracker_id, s.recorded_at, s.dedupe, s.latitude_e7, s.longitude_e7, s.altitude_cm,
        s.accuracy_cm, s.speed_mms, s.heading_cd, s.event_kind, s.battery_percent, s.attributes, s.received_at,
        p.appended_at, s.partition, p.at
      from pg_temp.arrivals s join unnest(
        ${places.map(({ partition }) => partition)}::smallint[],
        ${places.map(({ appendedAt }) => appendedAt)}::timestamptz[],
        ${places.map(({ offset }) => offset)}::bigint[]) as p (partition, appended_at, at) using (partition)
      where s.tenant_id = ${tenantId} ${packed.length > 0 ? sql`and ${notAmong(sql, packed)}` : sql``}
      order by s.tracker_id, s.recorded_at, s.dedupe
      on conflict do nothing
      returning tracker_id, recorded_at, dedupe)
    select count(*) as count,
      case when count(*) < ${staged} then json_agg(json_build_object('trackerId', tracker_id,
        'recordedAt', (extract(epoch from recorded_at) * 1000)::bigint, 'dedupe', encode(dedupe, 'hex'))) end as news
    from added`.execute();
  const [answer] = await answers;
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
