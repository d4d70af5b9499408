import type { Page, Tx, TxSql, UnitReach } from '@trekker/kit';

import type { Path } from '../domain/packed-day/unpack-day.ts';
import { columns } from './history-columns.ts';
import { keyOfRow, readStep, type OrderedRow, type Step, type StepStart } from './history-step.ts';
import { packedPlaces, type HistoryKey } from './packed-keys.ts';
import { within } from './reach.ts';
import { LOGGED, PLACE, PLAIN, POINT, type RowShape } from './row-shapes.ts';
import type { LoggedRow, PlaceRow, PositionRow, TrackPointRow } from './rows.ts';
import { pathOf, sectionOf, type Section } from './section.ts';

export { positionsInBox, type AreaSpan } from './history-area.ts';
export { pageAsOf } from './history-as-of.ts';
export { newestWithBattery } from './history-battery.ts';
export { columns } from './history-columns.ts';
export type { HistoryKey } from './packed-keys.ts';
export type { LoggedRow, TrackPointRow } from './rows.ts';
export type { Section } from './section.ts';

// Everything that is asked of the history is asked here. Answers are the same wherever positions lie: in the partition
// of their day, in the default partition or in packed days.

/** A tracker's time. */
export interface TrackTime {
  readonly trackerId: string;
  /** Unix milliseconds; `to` is excluded. */
  readonly from: number;
  readonly to: number;
}

/** Some positions of a tracker. */
export interface TrackSpan extends TrackTime {
  readonly page: Page;
}

/** One more than a page of a tracker's positions recorded in `[from, to)`, oldest first. */
export async function pageOfHistory(tx: Tx, { page, ...time }: TrackSpan): Promise<PositionRow[]> {
  return readSome(tx.sql, { ...time, ...placeOf(page), descending: false }, PLAIN);
}

/** One more than a page of a tracker's positions recorded in `[from, to)` with their attributes, oldest first. */
export async function pageOfTrack(tx: Tx, { page, ...time }: TrackSpan): Promise<TrackPointRow[]> {
  return readSome(tx.sql, { ...time, ...placeOf(page), descending: false }, POINT);
}

/**
 * A tracker's positions recorded in `[from, to)`, all of them, some thousand (`atOnce`) at a time: sections follow each other
 * oldest first, or with `descending` newest first, while positions within a section are always oldest first. Inside a
 * transaction that reads one state (`mode: 'snapshot'`), all sections are of that state.
 */
export async function* eachSection(
  tx: Tx,
  { descending = false, atOnce = POSITIONS_PER_STEP, ...time }: TrackTime & { descending?: boolean; atOnce?: number },
): AsyncGenerator<Section> {
  let start: StepStart | null = { ...time, after: null, descending, positions: atOnce };
  while (start) {
    const step: Step<TrackPointRow> = await readStep(tx.sql, start, POINT);
    for (const piece of step.pieces) yield sectionOf(piece);
    start = step.next;
  }
}

/** The same with nothing but when and where, which is several times cheaper where positions are packed. */
export async function* eachPath(
  tx: Tx,
  { descending = false, ...time }: TrackTime & { descending?: boolean },
): AsyncGenerator<Path> {
  let start: StepStart | null = { ...time, after: null, descending, positions: POSITIONS_PER_STEP };
  while (start) {
    const step: Step<PlaceRow> = await readStep(tx.sql, start, PLACE);
    for (const piece of step.pieces) yield pathOf(piece);
    start = step.next;
  }
}

const POSITIONS_PER_STEP = 20_000;

/** A tracker's last positions before an instant and its first ones from then on, both oldest first. */
export async function neighboursOf(
  tx: Tx,
  { trackerId, at, before, after }: { trackerId: string; at: number; before: number; after: number },
): Promise<{ before: TrackPointRow[]; after: TrackPointRow[] }> {
  const earlier = { trackerId, from: 0, to: at, after: null, positions: before, descending: true };
  const later = { trackerId, from: at, to: END_OF_TIME, after: null, positions: after, descending: false };
  return {
    before: before > 0 ? (await readSome(tx.sql, earlier, POINT)).toReversed() : [],
    after: after > 0 ? await readSome(tx.sql, later, POINT) : [],
  };
}

/** The last instant of the year 9999; no position lies so late. */
const END_OF_TIME = 253_402_300_799_999;

/** Positions that a derivation reads from the history, as far as it has read the log. */
export interface LoggedSpan {
  readonly trackerId: string;
  /** Unix milliseconds. */
  readonly from: number;
  /** The position to go on behind, or null. */
  readonly after: Pick<LoggedRow, 'recorded_at' | 'dedupe'> | null;
  readonly upTo: number;
  readonly most: number;
}

/**
 * The next positions of a tracker recorded at or after an instant, in their order, as far as the entries of its partition
 * up to an offset tell of them.
 */
export async function loggedFrom(sql: TxSql, { trackerId, from, after, upTo, most }: LoggedSpan): Promise<LoggedRow[]> {
  const key = after && keyOfRow(after);
  let start: StepStart | null = { trackerId, from, to: END_OF_TIME, after: key, descending: false, positions: most };
  const rows: LoggedRow[] = [];
  while (start && rows.length < most) {
    const step: Step<LoggedRow> = await readStep(sql, start, LOGGED);
    rows.push(...rowsOfStep(step, { start, shape: LOGGED }).filter((row) => row.offset <= upTo));
    start = step.next;
  }
  return rows.slice(0, most);
}

/** The position of a key, or undefined. */
export async function positionByKey(tx: Tx, key: HistoryKey): Promise<PositionRow | undefined> {
  const [row] = await positionsByKeys(tx, [key], 'all');
  return row;
}

/**
 * Positions of these keys, as far as the reach goes. Each is looked up in the partition of its day: joined as a whole, all of
 * a day that nobody analysed yet may be read.
 */
export async function positionsByKeys(tx: Tx, keys: readonly HistoryKey[], reach: UnitReach): Promise<PositionRow[]> {
  const rows = await tx.sql<PositionRow[]>`
    select ${columns(tx.sql)}
    from unnest(
      ${keys.map((key) => key.trackerId)}::uuid[],
      ${keys.map((key) => key.recordedAt)}::timestamptz[],
      ${keys.map((key) => key.dedupe.toString('hex'))}::text[]
    ) as k (wanted_tracker, wanted_at, dedupe_hex)
    cross join lateral (
      select * from positions.history
      where tracker_id = k.wanted_tracker and recorded_at = k.wanted_at and dedupe = decode(k.dedupe_hex, 'hex')
      limit 1) as h
    where ${within(tx.sql, reach)}`;
  const found = new Set(rows.map((row) => nameOf({ trackerId: row.tracker_id, ...keyOfRow(row) })));
  const missing = keys.filter((key) => !found.has(nameOf(key)));
  const packed = await packedPlaces(tx.sql, missing, reach);
  return [...rows, ...packed.map(({ day, index }) => day.row(index))];
}

/** Whether a tracker's positions lie within a reach. A tracker that does not exist has none anyway. */
export async function reachable(tx: Tx, trackerId: string, reach: UnitReach): Promise<boolean> {
  const rows =
    await tx.sql`select 1 from (select ${trackerId}::uuid as tracker_id) as wanted where ${within(tx.sql, reach)}`;
  return rows.length > 0;
}

/** The first so many positions, in the direction that is read. */
async function readSome<R extends OrderedRow>(sql: TxSql, start: StepStart, shape: RowShape<R>): Promise<R[]> {
  const step = await readStep(sql, start, shape);
  return rowsOfStep(step, { start, shape, most: start.positions });
}

/** What was read, row by row in the direction that is read. */
function rowsOfStep<R>(
  { pieces }: Step<R>,
  { start: { descending }, shape, most = Infinity }: { start: StepStart; shape: RowShape<R>; most?: number },
): R[] {
  const rows: R[] = [];
  for (const piece of pieces) {
    const length = piece.kind === 'rows' ? piece.rows.length : piece.end - piece.start;
    for (let step = 0; step < length && rows.length < most; step += 1) {
      const index = descending ? length - 1 - step : step;
      const row = piece.kind === 'rows' ? piece.rows[index] : shape.read(piece.day, piece.start + index);
      if (row !== undefined) rows.push(row);
    }
  }
  return rows;
}

function placeOf({ first, after }: Page): Pick<StepStart, 'after' | 'positions'> {
  const [recordedAt, dedupe = ''] = after ?? [];
  const key = recordedAt === undefined ? null : { recordedAt: Number(recordedAt), dedupe: Buffer.from(dedupe, 'hex') };
  return { after: key, positions: first + 1 };
}

function nameOf({ trackerId, recordedAt, dedupe }: HistoryKey): string {
  return `${trackerId}/${recordedAt}/${dedupe.toString('hex')}`;
}
