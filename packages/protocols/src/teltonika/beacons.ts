import { ByteReader } from '../bytes/byte-reader.ts';
import { hexOf } from '../bytes/hex.ts';
import type { AttributeValue } from '../decoded.ts';
import { orMalformed } from '../unreadable.ts';

type Entry = readonly [string, AttributeValue];

/**
 * Beacons that a device hears: behind one byte of numbering, for every beacon a byte of flags (bit 5: an iBeacon, else
 * Eddystone; bit 0: strength follows; bit 1: battery; bit 2: temperature) and its names. What cannot be read ends the list.
 */
export function readBeacons(bytes: Uint8Array): readonly Entry[] {
  const entries: Entry[] = [];
  orMalformed(null, () => {
    const reader = new ByteReader(bytes);
    reader.u8('parts');
    for (let index = 1; reader.left() > 0; index += 1) entries.push(...readBeacon(reader, `beacon${index}`));
  });
  return entries;
}

function readBeacon(reader: ByteReader, beacon: string): Entry[] {
  const flags = reader.u8('flags');
  const entries: Entry[] = flags & 0x20 ? readIBeacon(reader, beacon) : readEddystone(reader, beacon);
  if (flags & 0x01) entries.push([`${beacon}Rssi`, (reader.u8('rssi') << 24) >> 24]);
  if (flags & 0x02) entries.push([`${beacon}Volts`, reader.u16('battery') / 1000]);
  if (flags & 0x04) entries.push([`${beacon}Celsius`, reader.i16('temperature') / 100]);
  return entries;
}

function readIBeacon(reader: ByteReader, beacon: string): Entry[] {
  return [
    [`${beacon}Uuid`, hexOf(reader.take('uuid', 16))],
    [`${beacon}Major`, reader.u16('major')],
    [`${beacon}Minor`, reader.u16('minor')],
  ];
}

function readEddystone(reader: ByteReader, beacon: string): Entry[] {
  return [
    [`${beacon}Namespace`, hexOf(reader.take('namespace', 10))],
    [`${beacon}Instance`, hexOf(reader.take('instance', 6))],
  ];
}
