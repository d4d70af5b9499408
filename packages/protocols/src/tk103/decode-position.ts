import type { Attributes, Decoded } from '../decoded.ts';
import type { Circumstances } from '../device-protocol.ts';
import { parseDecimal } from '../decimal.ts';
import { fixOrHeartbeat } from '../fix-or-heartbeat.ts';
import { present } from '../present.ts';
import { metersPerSecondOf } from '../speed.ts';
import { type DateOrder, instantOfDigits } from '../text/digit-dates.ts';
import { degreesOfMinutes } from '../text/minutes.ts';
import { Unreadable } from '../unreadable.ts';
import { readCommand } from './alarms.ts';
import { readInputs } from './inputs.ts';
import type { Tk103Message } from './message.ts';

/** The parts of a place as they are written. */
interface Place {
  /** What stands between the command and the date: the kind of alarm, or an identifier once more. */
  readonly digits: string;
  readonly date: string;
  readonly validity: string;
  readonly latitude: string;
  readonly north: string;
  readonly longitude: string;
  readonly east: string;
  readonly speed: string;
  readonly time: string;
  readonly course: string;
  /** Eight digits of inputs; empty where the message has none. */
  readonly inputs: string;
  /** Metres, hexadecimal; empty where the message has none. */
  readonly odometer: string;
  readonly more: string;
}

const PLACE =
  /^(?:,?ALARM,(?<alarm>\d),\d+,|(?<digits>\d*))(?<date>\d{6}),?(?<validity>[AV]),?(?<latitude> *\d+\.\d+)(?<north>[NS]),?(?<longitude> *\d+\.\d+)(?<east>[EW]),?(?<speed>[ \d.]{1,5})(?:\d*,)?(?<time>\d{6}),?(?<rest>.*)$/isu;
const INPUTS = /^(?<course>[ \d.]{0,6}),?(?<inputs>[01]{2}[\da-f]{6})L(?<odometer>[\da-f]+)(?<more>.*)$/isu;
const COURSE = /^ *\d+\.\d\d?/u;

/**
 * Reads the place in a message; undefined where it has none. Date as `yymmdd`, with commas as `ddmmyy`; speed in km/h;
 * blanks stand for leading zeros. A receiver that never had a place sends zeros: a sign of life.
 */
export function readPosition(
  message: Tk103Message,
  identifier: string,
  circumstances: Circumstances,
): Decoded | undefined {
  const place = parsePlace(message);
  if (!place) return undefined;
  const valid = place.validity.toUpperCase() === 'A';
  const order: DateOrder = message.commas ? 'ddmmyy' : 'yymmdd';
  const instant = instantOfDigits(place.date, place.time, order);
  if (instant === undefined && valid) {
    throw new Unreadable('date', `${place.date} ${place.time}`, `${order} and hhmmss of a day that exists`);
  }
  const recordedAt = instant === undefined ? null : instant - circumstances.utcOffsetSeconds * 1000;
  const latitude = degreesOf('latitude', place.latitude, place.north);
  const longitude = degreesOf('longitude', place.longitude, place.east);
  const attributes = { ...readAttributes(message.command, place), ...(valid ? {} : { valid: false }) };
  const speed = parseDecimal(place.speed);
  const motion = present({
    speedMetersPerSecond:
      speed === undefined ? undefined : metersPerSecondOf(speed, circumstances.speedUnit ?? 'kilometersPerHour'),
    headingDegrees: parseDecimal(place.course),
  });
  return fixOrHeartbeat({ identifier, recordedAt, latitude, longitude, ...motion, attributes });
}

/** In both forms commas may stand between the parts. */
function parsePlace({ data }: Tk103Message): Place | undefined {
  const found = PLACE.exec(data)?.groups;
  if (!found) return undefined;
  const rest = found.rest ?? '';
  const behind: Partial<Record<string, string>> = INPUTS.exec(rest)?.groups ?? {
    course: COURSE.exec(rest)?.[0] ?? '',
    more: rest,
  };
  const part = (name: string) => found[name] ?? behind[name] ?? '';
  return {
    digits: part('alarm') || part('digits'),
    date: part('date'),
    validity: part('validity'),
    latitude: part('latitude'),
    north: part('north').toUpperCase(),
    longitude: part('longitude'),
    east: part('east').toUpperCase(),
    speed: part('speed'),
    time: part('time'),
    course: part('course'),
    inputs: part('inputs'),
    odometer: part('odometer'),
    more: part('more'),
  };
}

function degreesOf(field: string, text: string, hemisphere: string): number {
  const degrees = degreesOfMinutes(text, hemisphere);
  if (degrees === undefined) throw new Unreadable(field, text, 'degrees and minutes, ddmm.mmmm');
  return degrees;
}

function readAttributes(command: string, { digits, inputs, odometer, more }: Place): Attributes {
  const temperature = /[+-]\d{3}\.\d/u.exec(more)?.[0];
  return {
    ...(inputs === '' ? {} : readInputs(inputs)),
    ...readCommand(command, digits),
    ...(odometer === '' || odometer.length > 12 ? {} : { odometerMeters: parseInt(odometer, 16) }),
    ...(inputs === '' || temperature === undefined ? {} : { temperature1Celsius: Number(temperature) }),
  };
}
