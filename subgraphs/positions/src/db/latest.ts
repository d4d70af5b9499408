import {
  headKey,
  parseHeadKey,
  readCheckpoints,
  type Offsets,
  type Page,
  type Tx,
  type TxSql,
  type UnitReach,
} from '@trekker/kit';

import { dedupeBytes } from '../domain/dedupe.ts';
import { POSITIONS_TOPIC } from '../events.ts';
import { columns } from './history-columns.ts';
import { packedPlaces } from './packed-keys.ts';
import { within } from './reach.ts';
import type { PositionRow } from './rows.ts';

/** A position that may be the newest of its tracker. */
export interface NewestKey {
  readonly trackerId: string;
  readonly recordedAt: number;
  readonly dedupe: bigint;
  readonly partition: number;
  readonly offset: number;
}

/**
 * Lets these positions of the current tenant take the place of older ones; the details come from the history, looked up
 * one by one in the partition of each: joined as a whole, all of a day that nobody analysed yet may be read.
 * @returns ids of the trackers whose newest position changed.
 */
export async function raiseLatest(sql: TxSql, keys: readonly NewestKey[]): Promise<string[]> {
  const [answer] = await sql<{ found: number; raised: string[] | null }[]>`
    with found as (
      select h.tenant_id, h.tracker_id, h.recorded_at, h.dedupe, h.latitude_e7, h.longitude_e7, h.altitude_cm,
        h.accuracy_cm, h.speed_mms, h.heading_cd, h.event_kind, h.battery_percent, h.received_at, k.partition, k.at
      from unnest(
        ${keys.map((key) => key.trackerId)}::uuid[],
        ${keys.map((key) => key.recordedAt)}::timestamptz[],
        ${keys.map((key) => dedupeBytes(key.dedupe).toString('hex'))}::text[],
        ${keys.map((key) => key.partition)}::smallint[],
        ${keys.map((key) => key.offset)}::bigint[]
      ) as k (tracker_id, recorded_at, dedupe_hex, partition, at)
      cross join lateral (
        select * from positions.history
        where tracker_id = k.tracker_id and recorded_at = k.recorded_at and dedupe = decode(k.dedupe_hex, 'hex')
        limit 1) as h),
    raised as (${raise(sql, sql`select * from found`)} returning tracker_id)
    select (select count(*) from found) as found, (select array_agg(tracker_id) from raised) as raised`;
  const raised = answer?.raised ?? [];
  return answer?.found === keys.length ? raised : [...new Set([...raised, ...(await raisePacked(sql, keys))])];
}

/** The same with what the history keeps packed: an entry may be read long after it was written. */
async function raisePacked(sql: TxSql, keys: readonly NewestKey[]): Promise<string[]> {
  const wanted = keys.map((key) => ({ ...key, dedupe: dedupeBytes(key.dedupe) }));
  const raised: string[] = [];
  for (const { key, day, index } of await packedPlaces(sql, wanted, 'all')) {
    const row = day.row(index);
    const rows = await sql`
      ${raise(
        sql,
        sql`values (kit.current_tenant(), ${row.tracker_id}::uuid, ${row.recorded_at}::timestamptz, ${row.dedupe}::bytea,
          ${row.latitude_e7}::integer, ${row.longitude_e7}::integer, ${row.altitude_cm}::integer,
          ${row.accuracy_cm}::integer, ${row.speed_mms}::integer, ${row.heading_cd}::integer,
          ${day.details().eventKind[index] ?? 0}::smallint, ${row.battery_percent}::real, ${row.received_at}::timestamptz,
          ${key.partition}::smallint, ${key.offset}::bigint)`,
      )}
      returning tracker_id`;
    if (rows.length > 0) raised.push(key.trackerId);
  }
  return raised;
}

function raise(sql: TxSql, rows: ReturnType<typeof columns>) {
  return sql`
    insert into positions.latest as l
      (tenant_id, tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, altitude_cm, accuracy_cm, speed_mms,
       heading_cd, event_kind, battery_percent, received_at, partition, "offset")
    ${rows}
    on conflict (tenant_id, tracker_id) do update set
      recorded_at = excluded.recorded_at, dedupe = excluded.dedupe, latitude_e7 = excluded.latitude_e7,
      longitude_e7 = excluded.longitude_e7, altitude_cm = excluded.altitude_cm, accuracy_cm = excluded.accuracy_cm,
      speed_mms = excluded.speed_mms, heading_cd = excluded.heading_cd, event_kind = excluded.event_kind,
      battery_percent = excluded.battery_percent, received_at = excluded.received_at, partition = excluded.partition,
      "offset" = excluded."offset"
    where (excluded.recorded_at, excluded.dedupe) > (l.recorded_at, l.dedupe)`;
}

/** Newest positions of these trackers, as far as the reach goes. */
export async function latestOf(tx: Tx, trackerIds: readonly string[], reach: UnitReach): Promise<PositionRow[]> {
  return tx.sql<PositionRow[]>`
    select ${columns(tx.sql)} from positions.latest
    where tracker_id = any(${[...trackerIds]}::uuid[]) and ${within(tx.sql, reach)}`;
}

/** Ids of the current tenant's trackers whose newest position became so behind these offsets. */
export async function trackersWithLatestSince(tx: Tx, after: Offsets): Promise<string[]> {
  // A point may state heads of other topics, whose partitions have numbers of their own.
  const heads = Object.entries(after).map(([key, offset]) => ({ ...parseHeadKey(key), offset }));
  const positions = heads.filter(({ topic }) => topic === POSITIONS_TOPIC);
  const offsets = new Map(positions.map(({ partition, offset }) => [partition, offset]));
  const rows = await tx.sql<{ tracker_id: string }[]>`
    select tracker_id from positions.latest where ${behind(tx.sql, offsets)}`;
  return rows.map((row) => row.tracker_id);
}

/** How far the newest positions are derived, by head. */
export async function latestOffsets(tx: Tx): Promise<Offsets> {
  const place = { schema: 'positions', projection: 'latest' };
  const checkpoints = await readCheckpoints(tx.sql, place, POSITIONS_TOPIC);
  return Object.fromEntries(checkpoints.map(({ head, offset }) => [headKey(head), offset]));
}

/** One more than a page of newest positions, ordered by tracker. */
export async function pageOfLatest(tx: Tx, { first, after }: Page, reach: UnitReach): Promise<PositionRow[]> {
  const later = after?.[0] === undefined ? tx.sql`true` : tx.sql`tracker_id > ${after[0]}::uuid`;
  return tx.sql<PositionRow[]>`
    select ${columns(tx.sql)} from positions.latest
    where ${later} and ${within(tx.sql, reach)} order by tracker_id limit ${first + 1}`;
}

function behind(sql: TxSql, offsets: ReadonlyMap<number, number>) {
  const byPartition = [...Array(16).keys()].map((partition) => offsets.get(partition) ?? -1);
  return sql`"offset" > (${byPartition}::bigint[])[partition + 1]`;
}
