import type { Page, Tx, TxSql, UnitReach } from '@trekker/kit';
import type { Attributes } from '@trekker/protocols';

import { keyOf } from '../domain/new-position.ts';
import { within } from './reach.ts';
import type { PositionRow } from './rows.ts';

/**
 * Moves the current tenant's rows from staging into the history and gives back the keys of those that were new. Rows go
 * in key order, so that two processes that hold the same positions never wait for each other in a circle.
 */
export async function insertStaged(
  sql: TxSql,
  {
    tenantId,
    appendedAt,
    partition,
    offset,
  }: { tenantId: string; appendedAt: number; partition: number; offset: number },
): Promise<Set<string>> {
  const rows = await sql<{ tracker_id: string; recorded_at: number; dedupe: Buffer }[]>`
    insert into positions.history
    select s.*, ${appendedAt}, ${partition}, ${offset} from pg_temp.positions_staging s
    where s.tenant_id = ${tenantId}
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

/** Some positions of a tracker. */
export interface TrackSpan {
  readonly trackerId: string;
  /** Unix milliseconds; `to` is excluded. */
  readonly from: number;
  readonly to: number;
  readonly page: Page;
}

/** One more than a page of a tracker's positions recorded in `[from, to)`, oldest first. */
export async function pageOfHistory(tx: Tx, span: TrackSpan): Promise<PositionRow[]> {
  return tx.sql<PositionRow[]>`select ${columns(tx.sql)} ${pageWithin(tx.sql, span)}`;
}

/** A position with whatever else its device said. */
export interface TrackPointRow extends PositionRow {
  readonly attributes: Attributes | null;
}

/** One more than a page of a tracker's positions recorded in `[from, to)` with their attributes, oldest first. */
export async function pageOfTrack(tx: Tx, span: TrackSpan): Promise<TrackPointRow[]> {
  return tx.sql<TrackPointRow[]>`select ${columns(tx.sql)}, attributes ${pageWithin(tx.sql, span)}`;
}

function pageWithin(sql: TxSql, { trackerId, from, to, page }: TrackSpan) {
  const [recordedAt, dedupe] = page.after ?? [];
  const behind =
    recordedAt === undefined
      ? sql``
      : sql`and (recorded_at, dedupe) > (${Number(recordedAt)}::timestamptz, ${Buffer.from(dedupe ?? '', 'hex')}::bytea)`;
  return sql`
    from positions.history
    where tracker_id = ${trackerId} and recorded_at >= ${from} and recorded_at < ${to} ${behind}
    order by recorded_at, dedupe limit ${page.first + 1}`;
}

/** A position as what is derived from the log reads it. */
export interface LoggedRow {
  readonly recorded_at: number;
  readonly dedupe: Buffer;
  readonly latitude_e7: number;
  readonly longitude_e7: number;
  readonly accuracy_cm: number | null;
  readonly speed_mms: number | null;
  /** Offset of the entry that told of it. */
  readonly offset: number;
}

/**
 * The next positions of a tracker recorded at or after an instant, in their order, as far as the entries of its partition
 * up to an offset tell of them.
 */
export async function loggedFrom(sql: TxSql, { trackerId, from, after, upTo, most }: LoggedSpan): Promise<LoggedRow[]> {
  const behind = after ? sql`and (recorded_at, dedupe) > (${after.recorded_at}, ${after.dedupe}::bytea)` : sql``;
  return sql<LoggedRow[]>`
    select recorded_at, dedupe, latitude_e7, longitude_e7, accuracy_cm, speed_mms, "offset" from positions.history
    where tracker_id = ${trackerId} and recorded_at >= ${from} and "offset" <= ${upTo} ${behind}
    order by recorded_at, dedupe limit ${most}`;
}

export interface LoggedSpan {
  readonly trackerId: string;
  /** Unix milliseconds. */
  readonly from: number;
  /** The position to go on behind, or null. */
  readonly after: Pick<LoggedRow, 'recorded_at' | 'dedupe'> | null;
  readonly upTo: number;
  readonly most: number;
}

/** The position of a key, or undefined. */
export async function positionByKey(
  tx: Tx,
  { trackerId, recordedAt, dedupe }: { trackerId: string; recordedAt: number; dedupe: Buffer },
): Promise<PositionRow | undefined> {
  const [row] = await tx.sql<PositionRow[]>`
    select ${columns(tx.sql)} from positions.history
    where tracker_id = ${trackerId} and recorded_at = ${recordedAt} and dedupe = ${dedupe}`;
  return row;
}

/** Positions of these keys, as far as the reach goes. */
export async function positionsByKeys(
  tx: Tx,
  keys: readonly { trackerId: string; recordedAt: number; dedupe: Buffer }[],
  reach: UnitReach,
): Promise<PositionRow[]> {
  return tx.sql<PositionRow[]>`
    select ${columns(tx.sql)} from positions.history h
    join unnest(
      ${keys.map((key) => key.trackerId)}::uuid[],
      ${keys.map((key) => key.recordedAt)}::timestamptz[],
      ${keys.map((key) => key.dedupe.toString('hex'))}::text[]
    ) as k (wanted_tracker, wanted_at, dedupe_hex)
      on h.tracker_id = k.wanted_tracker and h.recorded_at = k.wanted_at and h.dedupe = decode(k.dedupe_hex, 'hex')
    where ${within(tx.sql, reach)}`;
}

/** Whether a tracker's positions lie within a reach. A tracker that does not exist has none anyway. */
export async function reachable(tx: Tx, trackerId: string, reach: UnitReach): Promise<boolean> {
  const rows =
    await tx.sql`select 1 from (select ${trackerId}::uuid as tracker_id) as wanted where ${within(tx.sql, reach)}`;
  return rows.length > 0;
}

/** The columns a PositionRow is made of, of the history as of the newest positions. */
export function columns(sql: TxSql) {
  return sql`tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, altitude_cm, accuracy_cm, speed_mms, heading_cd,
    battery_percent, received_at`;
}
