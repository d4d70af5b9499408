import { copyInto, createCopyWriter, type TxSql } from '@trekker/kit';

import { startOfDay, type Day } from '../domain/day.ts';
import { dedupeBytes } from '../domain/dedupe.ts';
import type { NewPosition } from '../domain/new-position.ts';

const COLUMNS = 14;
/** About what a row takes, so that the buffer rarely grows. */
const ROW_BYTES = 220;

/**
 * Fills the staging table of this connection; the rows are gone with the commit. For `asLoader` only.
 * @returns from when on days are open, Unix milliseconds: what is recorded earlier may be packed by others at any time.
 */
export async function stagePositions(sql: TxSql, positions: readonly NewPosition[]): Promise<number> {
  const [row] = await sql<{ open_from: Day }[]>`select positions.open_staging()::text as open_from`;
  await copyInto(sql, 'positions_staging', rowsOf(positions));
  return row ? startOfDay(row.open_from) : Infinity;
}

function rowsOf(positions: readonly NewPosition[]): Buffer {
  const copy = createCopyWriter(positions.length * ROW_BYTES + 64);
  const integer = (value: number | null) => (value === null ? copy.nothing() : copy.integer(value));
  for (const { tenantId, record, batteryPercent, attributes, receivedAt } of positions) {
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
  }
  return copy.finish();
}
