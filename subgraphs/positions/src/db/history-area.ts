import type { TxSql } from '@trekker/kit';

import { DAY_MS, dayOf, startOfDay, type Day } from '../domain/day.ts';
import { CELL_SIZES_E7, cellsOfBox, type Box } from '../domain/packed-day/hour-cells.ts';
import { mergePositions } from '../domain/packed-day/merge-positions.ts';
import { columns } from './history-columns.ts';
import { asked, type TrackersAsked } from './motion-hours.ts';
import type { HistoryKey } from './packed-keys.ts';
import { packedDays } from './packed-days.ts';
import { indexAt, openPackedDay } from './packed-rows.ts';
import type { TrackPointRow } from './rows.ts';

/** Where and when positions are looked for. */
export interface AreaSpan extends TrackersAsked {
  readonly box: Box;
  /** Unix milliseconds; `to` is excluded. */
  readonly from: number;
  readonly to: number;
  /** Behind this one in the order of tracker, time and dedupe; null: from the first. */
  readonly after: HistoryKey | null;
  readonly most: number;
}

/** Packed days that are opened at once. */
const DAYS_AT_ONCE = 40;

/**
 * The first positions inside a box, edges included, in the order of tracker, time and dedupe. Packed days that have no
 * position in a cell of the box within the hours asked for are not opened.
 */
export async function positionsInBox(sql: TxSql, span: AreaSpan): Promise<TrackPointRow[]> {
  const rows = await rowsInBox(sql, span);
  const days = await candidateDays(sql, span);
  const packed: TrackPointRow[] = [];
  for (let first = 0; first < days.length && packed.length < span.most; first += DAYS_AT_ONCE) {
    packed.push(...(await openDays(sql, days.slice(first, first + DAYS_AT_ONCE), span)));
  }
  return mergePositions(rows, packed, compareKeys).slice(0, span.most);
}

async function rowsInBox(sql: TxSql, span: AreaSpan): Promise<TrackPointRow[]> {
  const { box, from, to, after, most } = span;
  const behind = after
    ? sql`and (tracker_id, recorded_at, dedupe) > (${after.trackerId}::uuid, ${after.recordedAt}::timestamptz, ${after.dedupe}::bytea)`
    : sql``;
  return sql<TrackPointRow[]>`
    select ${columns(sql)}, attributes from positions.history
    where recorded_at >= ${from} and recorded_at < ${to} and latitude_e7 between ${box.southE7} and ${box.northE7}
      and ${crosses(box) ? sql`(longitude_e7 >= ${box.westE7} or longitude_e7 <= ${box.eastE7})` : sql`longitude_e7 between ${box.westE7} and ${box.eastE7}`}
      and ${asked(sql, span)} ${behind}
    order by tracker_id, recorded_at, dedupe limit ${most}`;
}

interface Candidate {
  readonly trackerId: string;
  readonly day: Day;
}

/** Packed days that may have positions in the box, by tracker and day. */
async function candidateDays(sql: TxSql, span: AreaSpan): Promise<Candidate[]> {
  const { box, from, to, after } = span;
  const behind = after
    ? sql`and (tracker_id, day) >= (${after.trackerId}::uuid, ${dayOf(after.recordedAt)}::date)`
    : sql``;
  const overlaps = crosses(box)
    ? sql`(east_e7 >= ${box.westE7} or west_e7 <= ${box.eastE7})`
    : sql`east_e7 >= ${box.westE7} and west_e7 <= ${box.eastE7}`;
  return sql<Candidate[]>`
    select tracker_id as "trackerId", day::text as day from positions.packed_days
    where day between ${dayOf(from)}::date and ${dayOf(to - 1)}::date
      and first_recorded_at < ${to} and last_recorded_at >= ${from}
      and north_e7 >= ${box.southE7} and south_e7 <= ${box.northE7} and ${overlaps}
      and ${hasCells(sql, span)} and ${asked(sql, span)} ${behind}
    order by tracker_id, day`;
}

/** Condition on the cells of a packed day: whether one lies in the box, in an hour of the span. */
function hasCells(sql: TxSql, { box, from, to }: AreaSpan) {
  const asked = hoursAsked(from, to).map(({ first, last, hours }) => {
    const ofLevels = CELL_SIZES_E7.map((_, level) => cellsOfBox(box, hours, level)).map((cells, level) =>
      cells === null ? sql`cell_level = ${level}` : sql`(cell_level = ${level} and cells && ${cells}::int[])`,
    );
    const any = ofLevels.reduce((all, one) => sql`${all} or ${one}`);
    return sql`(day between ${first}::date and ${last}::date and (${any}))`;
  });
  return sql`(${asked.reduce((all, one) => sql`${all} or ${one}`)})`;
}

/** The hours of a span, day by day: part of the first day, part of the last, all of those between. */
function hoursAsked(from: number, to: number): { first: Day; last: Day; hours: readonly [number, number] }[] {
  const [first, last] = [dayOf(from), dayOf(to - 1)];
  const hourOf = (at: number) => Math.floor((((at % DAY_MS) + DAY_MS) % DAY_MS) / 3_600_000);
  const [begin, end] = [hourOf(from), hourOf(to - 1)];
  if (first === last) return [{ first, last, hours: [begin, end] }];
  return [
    { first, last: first, hours: [begin, 23] },
    { first: dayOf(startOfDay(first) + DAY_MS), last: dayOf(startOfDay(last) - DAY_MS), hours: [0, 23] },
    { first: last, last, hours: [0, end] },
  ];
}

async function openDays(sql: TxSql, days: readonly Candidate[], span: AreaSpan): Promise<TrackPointRow[]> {
  const rows: TrackPointRow[] = [];
  for (const row of await packedDays(sql, days)) {
    const day = openPackedDay(row);
    const { latitudeE7, longitudeE7 } = day.path;
    const end = indexAt(day.path, span.to);
    for (let index = indexAt(day.path, span.from); index < end; index += 1) {
      if (!isInBox(span.box, latitudeE7[index] ?? 0, longitudeE7[index] ?? 0)) continue;
      const point = day.point(index);
      if (!span.after || compareKeys(point, rowOfKey(span.after)) > 0) rows.push(point);
    }
  }
  return rows.toSorted(compareKeys);
}

// oxlint-disable-next-line max-params -- asked once per position
function isInBox(box: Box, latitudeE7: number, longitudeE7: number): boolean {
  if (latitudeE7 < box.southE7 || latitudeE7 > box.northE7) return false;
  const [fromWest, fromEast] = [longitudeE7 >= box.westE7, longitudeE7 <= box.eastE7];
  return crosses(box) ? fromWest || fromEast : fromWest && fromEast;
}

function crosses({ westE7, eastE7 }: Box): boolean {
  return westE7 > eastE7;
}

type KeyedRow = Pick<TrackPointRow, 'tracker_id' | 'recorded_at' | 'dedupe'>;

function rowOfKey({ trackerId, recordedAt, dedupe }: HistoryKey): KeyedRow {
  return { tracker_id: trackerId, recorded_at: recordedAt, dedupe };
}

function compareKeys(a: KeyedRow, b: KeyedRow): number {
  if (a.tracker_id !== b.tracker_id) return a.tracker_id < b.tracker_id ? -1 : 1;
  return a.recorded_at - b.recorded_at || Buffer.compare(a.dedupe, b.dedupe);
}
