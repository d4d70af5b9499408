import { ByteReader } from '../bytes/byte-reader.ts';
import { cellsText } from '../cells.ts';
import type { Attributes, AttributeValue, Decoded } from '../decoded.ts';
import { present } from '../present.ts';
import { metersPerSecondOf } from '../speed.ts';
import { Unreadable, orMalformed } from '../unreadable.ts';

/** Codec of the first trackers for persons. */
export const CODEC_GH3000 = 0x07;

/** What a packet came to. */
interface Gh3000Packet {
  readonly messages: readonly Decoded[];
  readonly announced: number;
}

/**
 * Reads the records of codec 7. Every record says by masks which of its fields follow: a place in floating point, height,
 * heading in 256ths of a circle, speed in km/h, satellites, the cell; then elements of one, two and four bytes.
 */
export function decodeGh3000(data: Uint8Array, identifier: string): Gh3000Packet {
  const messages: Decoded[] = [];
  let announced = 0;
  const failed = orMalformed(identifier, () => {
    const reader = new ByteReader(data);
    announced = reader.u8('records');
    for (let left = announced; left > 0; left -= 1) messages.push(readRecord(reader, identifier));
    const repeated = reader.u8('records');
    if (repeated !== announced) throw new Unreadable('records', repeated, `${announced}, as in front of the records`);
    return null;
  });
  return { messages: failed === null ? messages : [...messages, failed], announced };
}

/** 2007-01-01, from which the seconds of a record count. */
const EPOCH_SECONDS = 1_167_609_600;
const SECONDS_BITS = 0x3fff_ffff;

function readRecord(reader: ByteReader, identifier: string): Decoded {
  const time = reader.u32('timestamp');
  const recordedAt = (EPOCH_SECONDS + (time & SECONDS_BITS)) * 1000;
  const mask = reader.u8('globalMask');
  const place = mask & 1 ? readPlace(reader) : { motion: {}, attributes: {} };
  const elements = [1, 2, 4].filter((_, at) => mask & (2 << at)).map((size) => readElements(reader, size));
  const { batteryPercent, ...others }: Attributes = Object.assign({}, ...elements);
  const report = {
    identifier,
    recordedAt,
    ...present({ batteryPercent: typeof batteryPercent === 'number' ? batteryPercent : undefined }),
    attributes: { priority: time >>> 30, ...place.attributes, ...others },
  };
  const { latitude, longitude } = place;
  if (latitude === undefined || longitude === undefined) return { kind: 'heartbeat', ...report };
  return { kind: 'fix', fix: { ...report, latitude, longitude, ...place.motion } };
}

/** Position and motion of a record; without a place where the device has none. */
interface Gh3000Place {
  readonly latitude?: number;
  readonly longitude?: number;
  readonly motion: { altitudeMeters?: number; speedMetersPerSecond?: number; headingDegrees?: number };
  readonly attributes: Attributes;
}

function readPlace(reader: ByteReader): Gh3000Place {
  const mask = reader.u8('locationMask');
  const has = (bit: number) => ((mask >> bit) & 1) === 1;
  const degrees = has(0) ? readDegrees(reader) : {};
  const motion = present({
    altitudeMeters: has(1) ? reader.i16('altitude') : undefined,
    headingDegrees: has(2) ? (reader.u8('angle') * 360) / 256 : undefined,
    speedMetersPerSecond: has(3) ? metersPerSecondOf(reader.u8('speed'), 'kilometersPerHour') : undefined,
  });
  const satellites = has(4) ? reader.u8('satellites') : undefined;
  const valid = has(0) && satellites !== 0 ? undefined : false;
  return { ...degrees, motion, attributes: present({ satellites, ...readNetwork(reader, has), valid }) };
}

/** 0°, 0° is written by a device that never had a place. */
function readDegrees(reader: ByteReader): { latitude?: number; longitude?: number } {
  const latitude = readFloat(reader);
  const longitude = readFloat(reader);
  return latitude === 0 && longitude === 0 ? {} : { latitude, longitude };
}

function readNetwork(reader: ByteReader, has: (bit: number) => boolean): Attributes {
  const cell = has(5) ? { area: reader.u16('area'), cell: reader.u16('cell') } : undefined;
  const rssi = has(6) ? reader.u8('rssi') : undefined;
  const operator = has(7) ? reader.u32('operator') : undefined;
  return present({ rssi, operator, cells: cell && cellsText([{ ...cell, ...networkOf(operator) }]) });
}

/** Five or six digits: three of the country, the rest of the network. */
function networkOf(operator: number | undefined): { mcc?: number; mnc?: number } {
  const digits = String(operator ?? '');
  return digits.length < 5 ? {} : { mcc: Number(digits.slice(0, 3)), mnc: Number(digits.slice(3)) };
}

function readFloat(reader: ByteReader): number {
  const bytes = reader.take('degrees', 4);
  const value = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getFloat32(0);
  if (!Number.isFinite(value)) throw new Unreadable('degrees', String(value), 'a number');
  return value;
}

type Reader = (value: number) => readonly [string, AttributeValue];

/** Elements that have a name; all others keep their id. */
const KNOWN: ReadonlyMap<number, Reader> = new Map<number, Reader>([
  [1, (value) => ['batteryPercent', value]],
  [2, (value) => ['charge', value === 1]],
  [20, (value) => ['hdop', value / 10]],
  [21, (value) => ['vdop', value / 10]],
  [22, (value) => ['pdop', value / 10]],
  [67, (value) => ['batteryVolts', value / 1000]],
  [222, (value) => (value === 1 ? ['alarm', 'sos'] : ['io222', value])],
  [240, (value) => ['motion', value === 1]],
]);

function readElements(reader: ByteReader, size: number): Attributes {
  const entries: (readonly [string, AttributeValue])[] = [];
  for (let left = reader.u8('elements'); left > 0; left -= 1) {
    const id = reader.u8('id');
    const value = size === 1 ? reader.u8('value') : size === 2 ? reader.u16('value') : reader.u32('value');
    entries.push(KNOWN.get(id)?.(value) ?? [`io${id}`, value]);
  }
  return Object.fromEntries(entries);
}
