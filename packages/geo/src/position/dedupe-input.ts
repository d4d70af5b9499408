import { requireInLimits } from './limits.ts';
import type { PositionQuantities } from './record.ts';

const BYTES = 26;
const OPTIONAL = [
  'altitudeCentimeters',
  'accuracyCentimeters',
  'speedMillimetersPerSecond',
  'headingCentidegrees',
] as const;

/**
 * The canonical bytes whose SHA-256 begins with a position's `dedupe`: exactly the fields that derivations read.
 * The layout is fixed for ever, since ids depend on it; big endian, 26 bytes:
 *
 * | at | bytes | what |
 * |---|---|---|
 * | 0 | 1 | which optional fields follow with a value: bit 0 altitude, 1 accuracy, 2 speed, 3 heading |
 * | 1 | 4 | latitude, 1e-7 degrees, signed |
 * | 5 | 4 | longitude, 1e-7 degrees, signed |
 * | 9 | 4 | altitude, centimetres, signed |
 * | 13 | 4 | accuracy, centimetres, signed |
 * | 17 | 4 | speed, millimetres per second, signed |
 * | 21 | 4 | heading, hundredths of a degree, signed |
 * | 25 | 1 | event kind |
 *
 * An absent field is four zero bytes with its bit clear, so null and 0 differ.
 * @throws RangeError where a field is not a whole number of its range.
 */
export function dedupeInput(record: PositionQuantities): Uint8Array {
  const bytes = new Uint8Array(BYTES);
  const view = new DataView(bytes.buffer);
  requireInLimits('latitudeE7', record.latitudeE7);
  requireInLimits('longitudeE7', record.longitudeE7);
  view.setInt32(1, record.latitudeE7);
  view.setInt32(5, record.longitudeE7);
  let present = 0;
  for (const [index, column] of OPTIONAL.entries()) {
    const value = record[column];
    requireInLimits(column, value);
    if (value === null) continue;
    present |= 1 << index;
    view.setInt32(9 + 4 * index, value);
  }
  requireInLimits('eventKind', record.eventKind);
  bytes[0] = present;
  bytes[25] = record.eventKind;
  return bytes;
}
