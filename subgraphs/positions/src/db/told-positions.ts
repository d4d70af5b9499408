import { partitionOf, type ConsumerTx, type TxSql } from '@trekker/kit';

import { unpackDay } from '../domain/packed-day/unpack-day.ts';
import type { ToldPosition } from '../domain/put-back.ts';
import { POSITION_PARTITIONS } from '../events.ts';
import { keptOf, keptColumns, type KeptRow } from './kept-positions.ts';
import { packedDays } from './packed-days.ts';

/** Which positions are wanted: those of entries of a partition with an offset in `[from, to]`. */
export interface ToldSpan {
  readonly partition: number;
  readonly from: number;
  readonly to: number;
}

/** How many positions of the current tenant entries of a partition up to an offset told of, or more. */
export async function countTold(sql: TxSql, { partition, to }: ToldSpan): Promise<number> {
  const [row] = await sql<{ rows: number; packed: number }[]>`
    select (select count(*) from positions.history where partition = ${partition} and "offset" <= ${to}) as rows,
      (select coalesce(sum(count), 0) from positions.packed_days) as packed`;
  return (row?.rows ?? 0) + Math.ceil((row?.packed ?? 0) / POSITION_PARTITIONS);
}

/**
 * Positions of a tenant that the entries of a span told of, in no order; some may be given twice. Rows come first: what is
 * packed meanwhile is found there or in its packed day.
 */
export async function* toldPositions(
  tx: ConsumerTx,
  tenantId: string,
  span: ToldSpan,
): AsyncGenerator<readonly ToldPosition[]> {
  const { partition, from, to } = span;
  const rows = await tx.sql<(KeptRow & { tracker_id: string })[]>`
    select tracker_id, ${keptColumns(tx.sql)} from positions.history
    where partition = ${partition} and "offset" between ${from} and ${to}`;
  yield rows.map((row) => ({ trackerId: row.tracker_id, ...keptOf(row) }));
  const days = await tx.sql<{ tracker_id: string; day: string }[]>`
    select tracker_id, day::text as day from positions.packed_days where last_offset >= ${from}`;
  const own = days.filter((row) => partitionOf(tenantId, row.tracker_id, POSITION_PARTITIONS) === partition);
  for (let start = 0; start < own.length; start += DAYS_AT_ONCE) {
    const some = own.slice(start, start + DAYS_AT_ONCE).map((row) => ({ trackerId: row.tracker_id, day: row.day }));
    for (const day of await packedDays(tx.sql, some)) {
      const wanted = unpackDay(day).filter(
        (one) => one.partition === partition && one.offset >= from && one.offset <= to,
      );
      yield wanted.map((one) => ({ trackerId: day.tracker_id, ...one }));
    }
  }
}

const DAYS_AT_ONCE = 100;
