import type { Attributes, Decoded, PlacedFix } from '../decoded.ts';
import type { Circumstances } from '../device-protocol.ts';
import { cellsText } from '../cells.ts';
import { parseDecimal } from '../decimal.ts';
import { present } from '../present.ts';
import { metersPerSecondOf } from '../speed.ts';
import { instantOfDigits } from '../text/digit-dates.ts';
import { Unreadable } from '../unreadable.ts';
import { readCoordinate } from './coordinate.ts';
import { type Tail, readTail } from './position-tail.ts';
import { readStatus } from './status.ts';

/**
 * Reads what follows the type of a `V1` and its relatives: time, validity, latitude, N, longitude, E, speed (knots),
 * course, perhaps the battery, date, perhaps more. `A` is a place of now; with `V` or nothing it is an old one. A
 * number in place of the letter is a coding scheme, and the place one of now. A receiver that never had a place sends
 * zeros: a sign of life.
 */
export function readPosition(identifier: string, fields: readonly string[], circumstances: Circumstances): Decoded {
  const [time = '', validity = '', latitude, north, longitude, east, speed, course] = fields;
  if (!/^(?:[ABV]?|\d+)$/u.test(validity)) throw new Unreadable('validity', validity, 'A, V or nothing');
  const valid = /^(?:A|\d+)$/u.test(validity);
  const tail = readTail(fields.slice(8));
  const recordedAt = readInstant(tail.date, time, { valid, circumstances });
  const report = { identifier, recordedAt, ...present({ batteryPercent: tail.batteryPercent }) };
  const attributes = { ...readAttributes(tail), ...(valid ? {} : { valid: false }) };
  if (!valid && isNowhere(latitude, longitude)) {
    return { kind: 'heartbeat', ...report, attributes };
  }
  const fix: PlacedFix = {
    ...report,
    latitude: readCoordinate('latitude', latitude, north),
    longitude: readCoordinate('longitude', longitude, east),
    ...present({
      altitudeMeters: tail.altitudeMeters,
      speedMetersPerSecond: speedOf(speed, circumstances),
      headingDegrees: numberOf('course', course),
    }),
    attributes,
  };
  return { kind: 'fix', fix };
}

/** Zeros, or nothing. */
function isNowhere(latitude = '', longitude = ''): boolean {
  return Number(latitude) === 0 && Number(longitude) === 0;
}

/** Null where the device does not say when, or does not know: `V` with a date of zeros. */
function readInstant(
  date: string,
  time: string,
  { valid, circumstances }: { valid: boolean; circumstances: Circumstances },
): number | null {
  if (date === '') return null;
  const instant = instantOfDigits(date, time, 'ddmmyy');
  if (instant !== undefined) return instant - circumstances.utcOffsetSeconds * 1000;
  if (valid) throw new Unreadable('date', `${date} ${time}`, 'ddmmyy and hhmmss of a day that exists');
  return null;
}

function speedOf(text: string | undefined, { speedUnit }: Circumstances): number | undefined {
  const speed = numberOf('speed', text);
  return speed === undefined ? undefined : metersPerSecondOf(speed, speedUnit ?? 'knots');
}

function numberOf(field: string, text = ''): number | undefined {
  if (text.trim() === '') return undefined;
  const number = parseDecimal(text);
  if (number === undefined) throw new Unreadable(field, text, 'a number');
  return number;
}

function readAttributes({
  status,
  cell,
  odometerMeters,
  temperatureCelsius,
  fuelPercent,
  iccid,
  others,
}: Tail): Attributes {
  return {
    ...(status === undefined ? {} : readStatus(status)),
    ...present({
      odometerMeters,
      temperature1Celsius: temperatureCelsius,
      fuelPercent,
      iccid,
      cells: cell && cellsText([cell]),
    }),
    ...Object.fromEntries(
      others.map((text, index) => [`io${index + 1}`, text.trim()]).filter(([, text]) => text !== ''),
    ),
  };
}
