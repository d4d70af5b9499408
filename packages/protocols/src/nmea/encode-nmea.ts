import type { PlacedFix } from '../decoded.ts';
import { partsOfInstant, twoDigits } from '../instant-of-parts.ts';
import { speedIn } from '../speed.ts';
import { headingText } from '../text/heading.ts';
import { minutesOf } from '../text/minutes.ts';
import { wireBytes } from '../text/wire.ts';
import { nmeaChecksum } from './checksum.ts';

/** The line that names a device before its first sentence. */
export function encodeNmeaIdentity(identifier: string): Uint8Array {
  return wireBytes(`#${identifier}\r\n`);
}

/**
 * The sentences a receiver sends for a fix, `RMC` and `GGA`: places to a hundred-thousandth of a minute, milliseconds,
 * thousandths of a knot, hundredths of a degree, tenths of a metre. Without a time, date and time are empty.
 */
export function encodeNmeaFix(fix: PlacedFix): Uint8Array {
  const { altitudeMeters, attributes, speedMetersPerSecond, headingDegrees } = fix;
  const latitude = minutesOf(fix.latitude, 'latitude', 5);
  const longitude = minutesOf(fix.longitude, 'longitude', 5);
  const place = [latitude.text, latitude.hemisphere, longitude.text, longitude.hemisphere].join();
  const { date, time } = digitsOf(fix.recordedAt);
  const valid = attributes.valid !== false;
  const knots = speedMetersPerSecond === undefined ? '' : speedIn('knots', speedMetersPerSecond).toFixed(3);
  const course = headingDegrees === undefined ? '' : headingText(headingDegrees, 2);
  const altitude = altitudeMeters === undefined ? '' : altitudeMeters.toFixed(1);
  const { satellites = '', hdop = '' } = attributes;
  return wireBytes(
    sentence(`GPRMC,${time},${valid ? 'A' : 'V'},${place},${knots},${course},${date},,,${valid ? 'A' : 'N'}`) +
      sentence(`GPGGA,${time},${place},${valid ? 1 : 0},${String(satellites)},${String(hdop)},${altitude},M,,M,,`),
  );
}

function sentence(body: string): string {
  return `$${body}*${nmeaChecksum(body)}\r\n`;
}

function digitsOf(recordedAt: number | null): { date: string; time: string } {
  if (recordedAt === null) return { date: '', time: '' };
  const { year, month, day, hour, minute, second } = partsOfInstant(recordedAt);
  const milliseconds = String(((recordedAt % 1000) + 1000) % 1000).padStart(3, '0');
  return { date: twoDigits(day, month, year), time: `${twoDigits(hour, minute, second)}.${milliseconds}` };
}
