import type { TestHistory } from '@trekker/positions/testing';

import { rounded } from './timing.ts';

/** Bytes on disk for each position, indexes and what lies beside included. */
export async function measureSizes({ postgres: { admin } }: TestHistory, positions: number) {
  await admin`set statement_timeout = 0`;
  await admin`vacuum analyze peer.history`;
  await admin`vacuum analyze positions.packed_days`;
  const [row] = await admin<{ heap: number; index: number; packed: number; rows: number }[]>`
    select pg_table_size('peer.history') as heap, pg_indexes_size('peer.history') as index,
      pg_total_relation_size('positions.packed_days') as packed,
      (select sum(pg_total_relation_size(inhrelid))::bigint from pg_inherits
       where inhparent = 'positions.history'::regclass) as rows`;
  if (!row) throw new Error('PostgreSQL tells no sizes');
  const each = (bytes: number) => rounded(bytes / positions);
  return {
    heap: each(row.heap),
    primaryKey: each(row.index),
    packed: each(row.packed),
    ratio: rounded((row.heap + row.index) / row.packed),
    /** What partitions that are left, all of them empty, still take: bytes in all. */
    emptyPartitions: row.rows,
  };
}
