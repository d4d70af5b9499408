import { copyInto, createCopyWriter, type CopyWriter, type TxSql } from '@trekker/kit';

import { startOfDay, type Day } from '../domain/day.ts';
import { dedupeBytes } from '../domain/dedupe.ts';
import type { NewPosition } from '../domain/new-position.ts';

const COLUMNS = 15;
/** About what a row takes, so that the buffer rarely grows. */
const ROW_BYTES = 220;

/** Positions by the partition they belong to. */
export type ByPartition = ReadonlyMap<number, readonly NewPosition[]>;

/**
 * Fills the staging table of this connection; the rows are gone with the commit. For `asLoader` only.
 * @returns from when on days are open, Unix milliseconds: what is recorded earlier may be packed by others at any time.
 */
export async function stagePositions(sql: TxSql, positions: ByPartition): Promise<number> {
  const [row] = await sql<{ open_from: Day }[]>`select positions.open_arrivals()::text as open_from`;
  await copyInto(sql, 'arrivals', rowsOf(positions));
  return row ? startOfDay(row.open_from) : Infinity;
}

function rowsOf(byPartition: ByPartition): Buffer {
  const rows = [...byPartition.values()].reduce((sum, positions) => sum + positions.length, 0);
  const copy = createCopyWriter(rows * ROW_BYTES + 64);
  for (const [partition, positions] of byPartition)
    for (const position of positions) writeRow(copy, position, partition);
  return copy.finish();
}

function writeRow(copy: CopyWriter, position: NewPosition, partition: number): void {
  const { tenantId, record, batteryPercent, attributes, receivedAt } = position;
  const integer = (value: number | null) => (value === null ? copy.nothing() : copy.integer(value));
  copy.row(COLUMNS);
  copy.uuid(tenantId);
  copy.uuid(record.trackerId);
  copy.instant(record.recordedAt);
  copy.bytes(dedupeBytes(record.dedupe));
  copy.integer(record.latitudeE7);
  copy.integer(record.longitudeE7);
  integer(record.altitudeCentimeters);
  integer(record.accuracyCentimeters);
  integer(record.speedMillimetersPerSecond);
  integer(record.headingCentidegrees);
  copy.smallint(record.eventKind);
  if (batteryPercent === null) copy.nothing();
  else copy.real(batteryPercent);
  if (attributes === null) copy.nothing();
  else copy.json(attributes);
  copy.instant(receivedAt);
  copy.smallint(partition);
}
