import type { TxSql } from '@trekker/kit';

import { dayOf, startOfDay, DAY_MS } from '../domain/day.ts';
import { mergePositions } from '../domain/packed-day/merge-positions.ts';
import { packedDays, packedDaysOfSpan, type PackedDayRow } from './packed-days.ts';
import { indexAt, indexNotBefore, indexOfKey, openPackedDay, type PackedRows, type RowKey } from './packed-rows.ts';
import type { RowShape } from './row-shapes.ts';

/** What decides a row's place among those of its tracker. */
export interface OrderedRow {
  readonly recorded_at: number;
  readonly dedupe: Buffer;
}

/** From where positions of a tracker are read on. */
export interface StepStart {
  readonly trackerId: string;
  /** Recorded in `[from, to)`, Unix milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Behind this one in the direction that is read; null: from the beginning. */
  readonly after: RowKey | null;
  /** Newest first. */
  readonly descending: boolean;
  /** The least number of positions to be read, unless there are fewer. */
  readonly positions: number;
}

/** Positions that lie together: rows, or those of a packed day from `start` up to and without `end`. Oldest first in itself. */
export type Piece<R> =
  | { readonly kind: 'rows'; readonly rows: readonly R[] }
  | ({ readonly kind: 'packed' } & PackedRange);

/** Positions of a packed day from `start` up to and without `end`. */
export interface PackedRange {
  readonly day: PackedRows;
  readonly start: number;
  readonly end: number;
}

/** The next positions of a tracker. */
export interface Step<R> {
  /** In the direction that is read. */
  readonly pieces: readonly Piece<R>[];
  /** From where to read on; null when nothing follows. */
  readonly next: StepStart | null;
}

/**
 * Reads the next positions of a tracker, wherever they lie. Rows are asked for before packed days, and what is in both is
 * taken once: positions only ever move from rows into packed days, so none is missed although they move meanwhile. The
 * connection answers both in that order.
 */
export async function readStep<R extends OrderedRow>(
  sql: TxSql,
  start: StepStart,
  shape: RowShape<R>,
): Promise<Step<R>> {
  // Which of equal instants comes first is in the details.
  const hasDetails = shape.hasDetails || start.after !== null;
  const [rows, { days, isCut }] = await Promise.all([nextRows(sql, start, shape), nextDays(sql, start, hasDetails)]);
  const lastDay = isCut ? days.at(-1)?.day : undefined;
  const whole = lastDay === undefined ? rows : rows.filter((row) => !isBehindDay(row, lastDay, start.descending));
  const lastRow = rows.length === start.positions && whole.length === rows.length ? rows.at(-1) : undefined;
  const lastKey = lastRow && keyOfRow(lastRow);
  const opened = hasDetails || rows.length === 0 ? days : await withDetails(sql, days);
  const packed = opened.map((row) => ({
    ...rangeOf(openPackedDay(row), start, lastKey),
    startsAt: startOfDay(row.day),
  }));
  const pieces = piecesOf({ rows: oldestFirst(whole, start), packed: oldestFirst(packed, start), shape });
  return { pieces: oldestFirst(pieces, start), next: nextOf(start, { lastKey, lastDay }) };
}

/** The same days in the same order with their details. */
async function withDetails(sql: TxSql, days: readonly PackedDayRow[]): Promise<PackedDayRow[]> {
  const rows = await packedDays(
    sql,
    days.map(({ tracker_id: trackerId, day }) => ({ trackerId, day })),
  );
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return days.map((row) => byDay.get(row.day) ?? row);
}

/** What was read up to some position goes on behind it, what was read up to some day with the next. */
function nextOf(
  start: StepStart,
  { lastKey, lastDay }: { lastKey: RowKey | undefined; lastDay: string | undefined },
): StepStart | null {
  if (lastKey) return { ...start, after: lastKey };
  if (lastDay === undefined) return null;
  const limit = start.descending ? { to: startOfDay(lastDay) } : { from: startOfDay(lastDay) + DAY_MS };
  return { ...start, ...limit, after: null };
}

/** Turns what was read newest first around, and back. */
function oldestFirst<T>(read: readonly T[], { descending }: StepStart): readonly T[] {
  return descending ? read.toReversed() : read;
}

/** What tells a row. */
export function keyOfRow(row: OrderedRow): RowKey {
  return { recordedAt: row.recorded_at, dedupe: row.dedupe };
}

async function nextRows<R extends OrderedRow>(
  sql: TxSql,
  { trackerId, from, to, after, descending, positions }: StepStart,
  shape: RowShape<R>,
): Promise<R[]> {
  const key = after ? sql`(${after.recordedAt}::timestamptz, ${after.dedupe}::bytea)` : null;
  const beyond = descending ? sql`<` : sql`>`;
  return sql<R[]>`
    select ${shape.columns(sql)} from positions.history
    where tracker_id = ${trackerId} and recorded_at >= ${from} and recorded_at < ${to}
      ${key === null ? sql`` : sql`and (recorded_at, dedupe) ${beyond} ${key}`}
    order by ${descending ? sql`recorded_at desc, dedupe desc` : sql`recorded_at, dedupe`} limit ${positions}`;
}

async function nextDays(
  sql: TxSql,
  { trackerId, from, to, after, descending, positions }: StepStart,
  hasDetails: boolean,
) {
  const first = dayOf(after && !descending ? Math.max(from, after.recordedAt) : from);
  const last = dayOf(after && descending ? Math.min(to - 1, after.recordedAt) : to - 1);
  return packedDaysOfSpan(sql, { trackerId, first, last, descending, hasDetails, positions });
}

// oxlint-disable-next-line max-params -- asked once per row
function isBehindDay({ recorded_at: at }: OrderedRow, day: string, descending: boolean): boolean {
  return descending ? at < startOfDay(day) : at >= startOfDay(day) + DAY_MS;
}

/** The part of a packed day that lies in the span, behind `after` and not behind `last`. */
// oxlint-disable-next-line max-params -- the three have nothing in common
function rangeOf(day: PackedRows, { from, to, after, descending }: StepStart, last: RowKey | undefined) {
  const upTo = (key: RowKey) => indexNotBefore(day, key) + (indexOfKey(day, key) >= 0 ? 1 : 0);
  let [start, end] = [indexAt(day.path, from), indexAt(day.path, to)];
  if (after && descending) end = Math.min(end, indexNotBefore(day, after));
  if (after && !descending) start = Math.max(start, upTo(after));
  if (last && descending) start = Math.max(start, indexNotBefore(day, last));
  if (last && !descending) end = Math.min(end, upTo(last));
  return { day, start, end: Math.max(start, end) };
}

interface ToJoin<R> {
  readonly rows: readonly R[];
  readonly packed: readonly (PackedRange & { readonly startsAt: number })[];
  readonly shape: RowShape<R>;
}

/** Rows and packed days, both oldest first, in their order; a day among which rows lie becomes rows. */
function piecesOf<R extends OrderedRow>({ rows, packed, shape }: ToJoin<R>): Piece<R>[] {
  const pieces: Piece<R>[] = [];
  let next = 0;
  const rowsUntil = (time: number) => {
    const begin = next;
    while (next < rows.length && (rows[next]?.recorded_at ?? 0) < time) next += 1;
    return rows.slice(begin, next);
  };
  const add = (some: readonly R[]) => void (some.length > 0 && pieces.push({ kind: 'rows', rows: some }));
  for (const { day, start, end, startsAt } of packed) {
    add(rowsUntil(startsAt));
    const late = rowsUntil(startsAt + DAY_MS);
    if (late.length > 0) add(mergePositions(readAll({ day, start, end }, shape), late, compareRows));
    else if (end > start) pieces.push({ kind: 'packed', day, start, end });
  }
  add(rowsUntil(Infinity));
  return pieces;
}

function readAll<R>({ day, start, end }: PackedRange, shape: RowShape<R>): R[] {
  return Array.from({ length: end - start }, (_, index) => shape.read(day, start + index));
}

function compareRows(a: OrderedRow, b: OrderedRow): number {
  return a.recorded_at - b.recorded_at || Buffer.compare(a.dedupe, b.dedupe);
}
