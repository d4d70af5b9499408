import type { PlacedFix } from '../decoded.ts';
import { partsOfInstant, twoDigits } from '../instant-of-parts.ts';
import { speedIn } from '../speed.ts';
import { headingText } from '../text/heading.ts';
import { minutesOf } from '../text/minutes.ts';
import { wireBytes } from '../text/wire.ts';
import { alarmDigit } from './alarms.ts';
import { encodeInputs } from './inputs.ts';

/** Identifiers have twelve characters; shorter ones are sent with zeros in front, of longer ones the end. */
const IDENTIFIER_CHARACTERS = 12;

/** The handshake a device sends first, `BP00`. */
export function encodeTk103Handshake(identifier: string): Uint8Array {
  return wireBytes(`(${headOf(identifier)}BP00HSO)`);
}

/** The login a device sends next, `BP05`: its identifier in fifteen digits, and where it is. */
export function encodeTk103Login(fix: PlacedFix): Uint8Array {
  return wireBytes(`(${headOf(fix.identifier)}BP05${headOf(fix.identifier).padStart(15, '0')}${placeOf(fix)})`);
}

/**
 * The message a device sends for a fix: `BR00`, or `BO01` where it raises an alarm. Places to a ten-thousandth of a
 * minute, whole seconds, tenths of a km/h, hundredths of a degree. Without a time the digits are zeros.
 */
export function encodeTk103Position(fix: PlacedFix): Uint8Array {
  const alarm = alarmDigit(fix.attributes.alarm);
  const command = alarm === undefined ? 'BR00' : `BO01${alarm}`;
  return wireBytes(`(${headOf(fix.identifier)}${command}${placeOf(fix)})`);
}

function headOf(identifier: string): string {
  return identifier.slice(-IDENTIFIER_CHARACTERS).padStart(IDENTIFIER_CHARACTERS, '0');
}

function placeOf({ latitude, longitude, recordedAt, attributes, ...motion }: PlacedFix): string {
  const north = minutesOf(latitude, 'latitude', 4);
  const east = minutesOf(longitude, 'longitude', 4);
  const { date, time } = digitsOf(recordedAt);
  const kilometersPerHour = Math.min(speedIn('kilometersPerHour', motion.speedMetersPerSecond ?? 0), 999.9);
  const meters = typeof attributes.odometerMeters === 'number' ? Math.max(Math.round(attributes.odometerMeters), 0) : 0;
  return [
    date,
    attributes.valid === false ? 'V' : 'A',
    north.text + north.hemisphere,
    east.text + east.hemisphere,
    kilometersPerHour.toFixed(1).padStart(5, '0'),
    time,
    headingText(motion.headingDegrees ?? 0, 2).padStart(6, '0'),
    encodeInputs(attributes),
    `L${meters.toString(16).toUpperCase().padStart(8, '0')}`,
  ].join('');
}

function digitsOf(recordedAt: number | null): { date: string; time: string } {
  if (recordedAt === null) return { date: '000000', time: '000000' };
  const { year, month, day, hour, minute, second } = partsOfInstant(recordedAt);
  return { date: twoDigits(year, month, day), time: twoDigits(hour, minute, second) };
}
