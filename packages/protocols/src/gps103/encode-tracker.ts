import type { PlacedFix } from '../decoded.ts';
import { partsOfInstant, twoDigits } from '../instant-of-parts.ts';
import { speedIn } from '../speed.ts';
import { headingText } from '../text/heading.ts';
import { minutesOf } from '../text/minutes.ts';
import { wireBytes } from '../text/wire.ts';
import { keywordOf } from './alarms.ts';

/** The login a device sends first. */
export function encodeGps103Login(identifier: string): Uint8Array {
  return wireBytes(`##,imei:${identifier},A;`);
}

/** The heartbeat a device sends: its identifier alone. */
export function encodeGps103Heartbeat(identifier: string): Uint8Array {
  return wireBytes(`${identifier};`);
}

/**
 * The message a device sends for a fix, with its date by a wall clock that is so far ahead of UTC: places to a
 * ten-thousandth of a minute, milliseconds, hundredths of a knot and of a degree, metres with one digit behind the
 * point. Without a time the date is empty, and the time too.
 */
export function encodeGps103Tracker(fix: PlacedFix, { utcOffsetSeconds }: { utcOffsetSeconds: number }): Uint8Array {
  const { attributes, altitudeMeters, recordedAt } = fix;
  const latitude = minutesOf(fix.latitude, 'latitude', 4);
  const longitude = minutesOf(fix.longitude, 'longitude', 4);
  const local = recordedAt === null ? '' : localOf(recordedAt + utcOffsetSeconds * 1000);
  const fields = [
    `imei:${fix.identifier}`,
    keywordOf(attributes.alarm),
    local,
    '',
    'F',
    recordedAt === null ? '' : utcOf(recordedAt),
    attributes.valid === false ? 'V' : 'A',
    latitude.text,
    latitude.hemisphere,
    longitude.text,
    longitude.hemisphere,
    speedIn('knots', fix.speedMetersPerSecond ?? 0).toFixed(2),
    headingText(fix.headingDegrees ?? 0, 2),
    altitudeMeters === undefined ? '' : altitudeMeters.toFixed(1),
    bitOf(attributes.ignition),
    bitOf(attributes.door),
  ];
  return wireBytes(`${fields.join()},,,;`);
}

function localOf(localMs: number): string {
  const { year, month, day, hour, minute, second } = partsOfInstant(localMs);
  return twoDigits(year, month, day, hour, minute, second);
}

function utcOf(unixMs: number): string {
  const { hour, minute, second } = partsOfInstant(unixMs);
  const milliseconds = ((unixMs % 1000) + 1000) % 1000;
  return `${twoDigits(hour, minute, second)}.${String(milliseconds).padStart(3, '0')}`;
}

function bitOf(value: unknown): string {
  return typeof value === 'boolean' ? String(Number(value)) : '';
}
