import { ByteReader } from '../bytes/byte-reader.ts';
import type { Attributes, AttributeValue, Decoded } from '../decoded.ts';
import { fixOrHeartbeat } from '../fix-or-heartbeat.ts';
import { present } from '../present.ts';
import { metersPerSecondOf } from '../speed.ts';
import { orMalformed } from '../unreadable.ts';
import { eventAttributes } from './alarms.ts';
import { CCE_PARAMETERS, type CceParameter } from './cce-parameters.ts';
import { readVariable } from './cce-variables.ts';
import { DEVICE_EPOCH_SECONDS } from './decode-ccc.ts';

/** Reads positions in the newer binary form: the number of records left, that of those here, records with their length. */
export function decodeCce(body: Uint8Array, identifier: string): readonly Decoded[] {
  const messages: Decoded[] = [];
  const failed = orMalformed(identifier, () => {
    const reader = new ByteReader(body);
    reader.u32Le('remaining');
    for (let left = reader.u16Le('records'); left > 0; left -= 1) {
      messages.push(readRecord(reader.take('record', reader.u16Le('length')), identifier));
    }
    return null;
  });
  return failed === null ? messages : [...messages, failed];
}

const SIZES = [1, 2, 4] as const;
const EXTENDED = 0xfe;

/** The number of all parameters, then those of one byte, of two, of four and of any length, each kind with its number. */
function readRecord(record: Uint8Array, identifier: string): Decoded {
  const reader = new ByteReader(record);
  reader.u16Le('parameters');
  const values: Record<string, AttributeValue> = {};
  for (const size of SIZES) {
    for (let left = reader.u8('parameters'); left > 0; left -= 1) {
      const id = readId(reader);
      const known = BY_ID.get(id * 8 + size);
      values[known?.name ?? `parameter${id}`] = valueOf(readUnsigned(reader, size), size, known);
    }
  }
  return messageOfValues({ ...values, ...readVariables(reader) }, identifier);
}

const BY_ID = new Map(CCE_PARAMETERS.map((known) => [known.id * 8 + known.size, known]));

/** Two bytes where the first says so. */
function readId(reader: ByteReader): number {
  const id = reader.u8('id');
  return id === EXTENDED ? id * 0x100 + reader.u8('id') : id;
}

function readUnsigned(reader: ByteReader, size: 1 | 2 | 4): number {
  return size === 1 ? reader.u8('value') : size === 2 ? reader.u16Le('value') : reader.u32Le('value');
}

function valueOf(unsigned: number, size: number, known: CceParameter | undefined): AttributeValue {
  const { kind, divisor = 1 } = known ?? {};
  if (kind === 'flag') return unsigned !== 0;
  if (kind === 'text') return String(unsigned);
  const limit = 2 ** (8 * size - 1);
  return (kind === 'signed' && unsigned >= limit ? unsigned - 2 * limit : unsigned) / divisor;
}

/** What cannot be read ends the list: everything that a position needs stands in front. */
function readVariables(reader: ByteReader): Attributes {
  const values: Record<string, AttributeValue> = {};
  orMalformed(null, () => {
    for (let left = reader.u8('parameters'); left > 0; left -= 1) {
      const id = readId(reader);
      Object.assign(values, readVariable(id, reader.take('value', reader.u8('length'))));
    }
  });
  return values;
}

function messageOfValues(values: Attributes, identifier: string): Decoded {
  const { latitude, longitude, time, validity, speed, headingDegrees, altitudeMeters, batteryPercent, event, ...rest } =
    values;
  const seconds = numeric(time);
  const recordedAt = seconds === undefined ? null : (DEVICE_EPOCH_SECONDS + seconds) * 1000;
  const report = {
    identifier,
    recordedAt,
    ...present({ batteryPercent: numeric(batteryPercent) }),
    attributes: { ...eventAttributes(numeric(event)), ...rest, ...(validity === 0 ? { valid: false } : {}) },
  };
  const place = { latitude: numeric(latitude), longitude: numeric(longitude) };
  if (place.latitude === undefined || place.longitude === undefined) return { kind: 'heartbeat', ...report };
  const kilometersPerHour = numeric(speed);
  const motion = present({
    altitudeMeters: numeric(altitudeMeters),
    speedMetersPerSecond:
      kilometersPerHour === undefined ? undefined : metersPerSecondOf(kilometersPerHour, 'kilometersPerHour'),
    headingDegrees: numeric(headingDegrees),
  });
  return fixOrHeartbeat({ ...report, latitude: place.latitude, longitude: place.longitude, ...motion });
}

function numeric(value: AttributeValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
