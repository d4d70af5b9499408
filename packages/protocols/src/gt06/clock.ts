import type { ByteReader } from '../bytes/byte-reader.ts';
import type { ByteWriter } from '../bytes/byte-writer.ts';
import { instantOfParts, partsOfInstant } from '../instant-of-parts.ts';
import { Unreadable } from '../unreadable.ts';

/**
 * Unix milliseconds of six bytes: year of the century, month, day, hour, minute, second on the device's clock. Null for
 * six zeros, which say that the clock was never set.
 */
export function readClock(reader: ByteReader, utcOffsetSeconds: number): number | null {
  const bytes = reader.take('date', 6);
  if (bytes.every((byte) => byte === 0)) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = bytes;
  const instant = instantOfParts({ year: 2000 + year, month, day, hour, minute, second });
  if (instant === undefined) throw new Unreadable('date', bytes.join(' '), 'a date and time that exist');
  return instant - utcOffsetSeconds * 1000;
}

/** The six bytes of an instant on a clock that is so far ahead of UTC. */
export function writeClock(writer: ByteWriter, instant: number, utcOffsetSeconds = 0): ByteWriter {
  const { year, month, day, hour, minute, second } = partsOfInstant(instant + utcOffsetSeconds * 1000);
  return writer.bytes([year - 2000, month, day, hour, minute, second]);
}
