import type { PlacedFix } from '../decoded.ts';
import { partsOfInstant, twoDigits } from '../instant-of-parts.ts';
import { speedIn } from '../speed.ts';
import { headingText } from '../text/heading.ts';
import { minutesOf } from '../text/minutes.ts';
import { wireBytes } from '../text/wire.ts';
import { encodeStatus } from './status.ts';

/**
 * The text a device sends for a fix, `V1`: places to a ten-thousandth of a minute, whole seconds, hundredths of a knot,
 * whole degrees; ignition and alarm in the status word. A fix without a time is sent without one.
 */
export function encodeH02Position(fix: PlacedFix): Uint8Array {
  const latitude = minutesOf(fix.latitude, 'latitude', 4);
  const longitude = minutesOf(fix.longitude, 'longitude', 4);
  const { date, time } = digitsOf(fix.recordedAt);
  return textOf(fix.identifier, 'V1', [
    time,
    fix.attributes.valid === false ? 'V' : 'A',
    latitude.text,
    latitude.hemisphere,
    longitude.text,
    longitude.hemisphere,
    speedIn('knots', fix.speedMetersPerSecond ?? 0)
      .toFixed(2)
      .padStart(6, '0'),
    headingText(fix.headingDegrees ?? 0, 0).padStart(3, '0'),
    date,
    encodeStatus(fix.attributes),
  ]);
}

/** The heartbeat a device sends, `HTBT`, with the charge of its battery in whole percent. */
export function encodeH02Heartbeat(identifier: string, batteryPercent: number): Uint8Array {
  return textOf(identifier, 'HTBT', [String(Math.round(batteryPercent))]);
}

function digitsOf(recordedAt: number | null): { date: string; time: string } {
  if (recordedAt === null) return { date: '', time: '' };
  const { year, month, day, hour, minute, second } = partsOfInstant(recordedAt);
  return { date: twoDigits(day, month, year), time: twoDigits(hour, minute, second) };
}

function textOf(identifier: string, type: string, fields: readonly string[]): Uint8Array {
  return wireBytes(`*HQ,${[identifier, type, ...fields].join()}#`);
}
