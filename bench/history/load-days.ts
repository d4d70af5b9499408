import { copyInto, createCopyWriter, uuidv7, type CopyWriter } from '@trekker/kit';
import { DAY_MS, dayOf, dedupeOf, type TestHistory } from '@trekker/positions/testing';

import { generateDay, type GeneratedPosition } from './generated-days.ts';

/** What was loaded: the same rows into the history and into a plain table with a primary key. */
export interface Loaded {
  readonly tenantId: string;
  readonly trackerIds: readonly string[];
  /** UTC midnights, oldest first. */
  readonly days: readonly number[];
  readonly positions: number;
}

/** About what a tracker reports in a day, by which sizes are made. */
export const POSITIONS_PER_DAY = 4_700;
const COLUMNS = 17;
const ROW_BYTES = 230;
/** Rows of all trackers go in the order in which they came, so long a slice at a time. */
const SLICE_MS = 3_600_000;
const MOST_ROWS = 50_000;

/** Makes the table beside which we measure. */
export async function createPeer({ postgres: { admin } }: TestHistory): Promise<void> {
  await admin`create schema peer`;
  await admin`create table peer.history (like positions.history including defaults,
    primary key (tenant_id, tracker_id, recorded_at, dedupe))`;
}

/** Loads days of all trackers into both, in the order of their arrival, through COPY. */
export async function loadDays(
  history: TestHistory,
  { tenantId, trackerIds, days }: Omit<Loaded, 'positions'>,
): Promise<number> {
  let positions = 0;
  for (const day of days) {
    await history.partition(day);
    const tracks = trackerIds.map((id, number) => new Track(id, generateDay(number, day / DAY_MS)));
    for (let until = day + SLICE_MS; until <= day + DAY_MS; until += SLICE_MS) {
      const slice = tracks.flatMap((track) => track.before(until));
      slice.sort((a, b) => a.position.receivedAt - b.position.receivedAt); // oxlint-disable-line unicorn/no-array-sort -- its own
      for (let from = 0; from < slice.length; from += MOST_ROWS) {
        await copyBoth(history, tenantId, slice.slice(from, from + MOST_ROWS));
      }
      positions += slice.length;
    }
    console.error(`${dayOf(day)}: ${positions} positions loaded`);
  }
  return positions;
}

/** So many trackers of one tenant. */
export function nameTrackers(count: number): Pick<Loaded, 'tenantId' | 'trackerIds'> {
  return { tenantId: uuidv7(), trackerIds: Array.from({ length: count }, () => uuidv7()) };
}

interface Row {
  readonly trackerId: string;
  readonly position: GeneratedPosition;
}

class Track {
  readonly #trackerId: string;
  readonly #positions: Iterator<GeneratedPosition, void>;
  #next: GeneratedPosition | undefined;

  constructor(trackerId: string, positions: Iterator<GeneratedPosition, void>) {
    this.#trackerId = trackerId;
    this.#positions = positions;
    this.#step();
  }

  /** The positions recorded before an instant that were not taken yet. */
  before(until: number): Row[] {
    const rows: Row[] = [];
    for (; this.#next && this.#next.recordedAt < until; this.#step()) {
      rows.push({ trackerId: this.#trackerId, position: this.#next });
    }
    return rows;
  }

  #step(): void {
    const { value } = this.#positions.next();
    this.#next = value ?? undefined;
  }
}

async function copyBoth({ postgres: { admin } }: TestHistory, tenantId: string, rows: readonly Row[]): Promise<void> {
  const copy = createCopyWriter(rows.length * ROW_BYTES);
  for (const row of rows) writeRow(copy, tenantId, row);
  const data = copy.finish();
  for (const schema of ['positions', 'peer']) {
    await admin.begin(async (sql) => {
      await sql`select set_config('search_path', ${schema}, true)`;
      await copyInto(sql, 'history', data);
    });
  }
}

function writeRow(copy: CopyWriter, tenantId: string, { trackerId, position }: Row): void {
  const integer = (value: number | null) => (value === null ? copy.nothing() : copy.integer(value));
  copy.row(COLUMNS);
  copy.uuid(tenantId);
  copy.uuid(trackerId);
  copy.instant(position.recordedAt);
  const dedupe = Buffer.alloc(8);
  dedupe.writeBigUInt64BE(dedupeOf(position));
  copy.bytes(dedupe);
  copy.integer(position.latitudeE7);
  copy.integer(position.longitudeE7);
  integer(position.altitudeCentimeters);
  integer(position.accuracyCentimeters);
  integer(position.speedMillimetersPerSecond);
  integer(position.headingCentidegrees);
  copy.smallint(position.eventKind);
  if (position.batteryPercent === null) copy.nothing();
  else copy.real(position.batteryPercent);
  if (position.attributes === null) copy.nothing();
  else copy.json(JSON.parse(position.attributes));
  copy.instant(position.receivedAt);
  copy.instant(position.appendedAt);
  copy.smallint(Number.parseInt(trackerId.slice(-1), 16));
  bigint(copy, position.offset);
}

/** An int8; the log's own writers need none. */
function bigint(copy: CopyWriter, value: number): void {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  copy.bytes(bytes); // eight bytes are eight bytes, whatever their type
}
