import type { PlacedFix } from '../decoded.ts';
import { bytesOfHex } from '../bytes/hex.ts';
import { partsOfInstant, twoDigits } from '../instant-of-parts.ts';
import { speedIn } from '../speed.ts';
import { headingText } from '../text/heading.ts';
import { minutesOf } from '../text/minutes.ts';
import { batteryCodeOf } from './battery.ts';
import { encodeStatus } from './status.ts';

const IDENTIFIER_DIGITS = 10;

/**
 * The binary message of 32 bytes that a device sends for a fix: places to a ten-thousandth of a minute, whole seconds,
 * whole knots, whole degrees. Of an identifier the last ten digits; without a time the digits are zeros.
 */
export function encodeH02Binary(fix: PlacedFix): Uint8Array {
  const latitude = minutesOf(fix.latitude, 'latitude', 4);
  const longitude = minutesOf(fix.longitude, 'longitude', 4);
  const flags =
    (fix.attributes.valid === false ? 0 : 2) +
    (latitude.hemisphere === 'N' ? 4 : 0) +
    (longitude.hemisphere === 'E' ? 8 : 0);
  const knots = Math.min(Math.round(speedIn('knots', fix.speedMetersPerSecond ?? 0)), 999);
  const digits = [
    '24',
    fix.identifier.replaceAll(/\D/gu, '').slice(-IDENTIFIER_DIGITS).padStart(IDENTIFIER_DIGITS, '0'),
    digitsOf(fix.recordedAt),
    latitude.text.replace('.', ''),
    batteryCodeOf(fix.batteryPercent),
    longitude.text.replace('.', ''),
    flags.toString(16),
    String(knots).padStart(3, '0'),
    headingText(fix.headingDegrees ?? 0, 0).padStart(3, '0'),
    encodeStatus(fix.attributes),
    '000000',
  ];
  return bytesOfHex(digits.join('')) ?? new Uint8Array(0);
}

function digitsOf(recordedAt: number | null): string {
  if (recordedAt === null) return '000000000000';
  const { year, month, day, hour, minute, second } = partsOfInstant(recordedAt);
  return twoDigits(hour, minute, second, day, month, year);
}
