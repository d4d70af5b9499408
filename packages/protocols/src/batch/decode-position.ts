import type { Decoded } from '../decoded.ts';
import { parseInstant } from '../instant.ts';
import { type JsonObject, isObject, optionalNumber, optionalObject, readAttributes } from '../json.ts';
import { present } from '../present.ts';
import { readIdentifier } from '../text.ts';
import { Unreadable, orMalformed } from '../unreadable.ts';

/**
 * Reads one position of a batch: `tracker` and `time` are required, `latitude` and `longitude` come together or not at
 * all (a heartbeat). A field this protocol does not know is refused, as a misspelt one would be lost without a word.
 * `source` is the line it came from, shown where it was not JSON.
 */
export function decodePosition(value: unknown, source?: string): Decoded {
  return orMalformed(null, () => {
    if (!isObject(value)) throw new Unreadable('position', source ?? value, 'a JSON object');
    if (typeof value.tracker !== 'string') throw new Unreadable('tracker', value.tracker, 'an identifier as text');
    const identifier = readIdentifier('tracker', value.tracker);
    return orMalformed(identifier, () => readPosition(identifier, value));
  });
}

const FIELDS = new Set('tracker time latitude longitude altitude accuracy speed heading battery attributes'.split(' '));

function readPosition(identifier: string, position: JsonObject): Decoded {
  const unknown = Object.keys(position).find((name) => !FIELDS.has(name));
  if (unknown !== undefined) {
    throw new Unreadable(unknown, position[unknown], `only ${[...FIELDS].join(', ')}; anything else under attributes`);
  }
  const number = (name: string) => optionalNumber(position[name], name);
  const report = {
    identifier,
    recordedAt: readTime(position.time),
    ...present({ batteryPercent: number('battery') }),
    attributes: readAttributes(optionalObject(position.attributes, 'attributes') ?? {}, 'attributes'),
  };
  const motion = present({
    altitudeMeters: number('altitude'),
    accuracyMeters: number('accuracy'),
    speedMetersPerSecond: number('speed'),
    headingDegrees: number('heading'),
  });
  const latitude = number('latitude');
  const longitude = number('longitude');
  if (latitude === undefined && longitude === undefined) return { kind: 'heartbeat', ...report };
  if (latitude === undefined) throw new Unreadable('latitude', '', 'a finite number, as there is a longitude');
  if (longitude === undefined) throw new Unreadable('longitude', '', 'a finite number, as there is a latitude');
  return { kind: 'fix', fix: { ...report, latitude, longitude, ...motion } };
}

/** The furthest instant a Date can hold (ECMA-262 §21.4.1.1). */
const MAX_TIME_MS = 8.64e15;

/** Required, as a batch without times could not be sent twice without being stored twice. */
function readTime(value: unknown): number {
  const time = typeof value === 'string' ? parseInstant(value, { missingOffset: 'refused' }) : value;
  if (typeof time === 'number' && Number.isInteger(time) && Math.abs(time) <= MAX_TIME_MS) return time;
  throw new Unreadable('time', value, 'RFC 3339 with an offset, or whole Unix milliseconds');
}
