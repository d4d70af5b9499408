import type { TxSql } from '@trekker/kit';

/** Taken by whoever makes partitions, so that of several processes that start at once none finds half of the work done. */
const LOCK = 0x70617274;

/** Makes the missing partitions of so many UTC days from the day of an instant on; returns how many were made. */
export async function makePartitions(sql: TxSql, from: number, days: number): Promise<number> {
  const firstDay = new Date(from).toISOString().slice(0, 10);
  await sql`select pg_advisory_xact_lock(${LOCK})`;
  const [row] = await sql<{ made: number }[]>`select positions.make_partitions(${firstDay}::date, ${days}) as made`;
  return row?.made ?? 0;
}
