import type { ByteReader } from '../bytes/byte-reader.ts';
import type { Attributes } from '../decoded.ts';
import { metersPerSecondOf } from '../speed.ts';
import { wireText } from '../text/wire.ts';
import { alarmAttribute } from './alarms.ts';
import { readClock } from './clock.ts';
import { readPlace } from './place.ts';
import { type Gt06Input, type Gt06Report, readClockAndPlace, withAttributes } from './report.ts';

/** What marks the later form of the message. */
const MARK = 0xffff;

/** An event that a dash camera saw: with a place, without one, or in the later form with volts. */
export function readCameraEvent(input: Gt06Input): Gt06Report {
  const { content } = input.frame;
  if (content[0] === MARK >> 8 && content[1] === (MARK & 0xff)) return readLaterEvent(input);
  if (content.length > 7) return readPlacedEvent(input);
  const recordedAt = readClock(input.reader, input.utcOffsetSeconds);
  const event = input.reader.u8('event');
  const alarm = event === 1 ? 'general' : (CAMERA_ALARMS.get(event) ?? null);
  return { recordedAt, attributes: { event, ...alarmAttribute(alarm) } };
}

/** A date, a place without satellites and speed, the event, two bytes more of it, and files. */
function readPlacedEvent(input: Gt06Input): Gt06Report {
  const report = readClockAndPlace(input, { satellites: false, speed: false });
  const event = input.reader.u8('event');
  return withAttributes(report, { event }, alarmAttribute(placedAlarm(event)), readFiles(input.reader));
}

/** The mark, a version, a date, a place with two bytes of speed at its end, tenths of a volt, the event, files. */
function readLaterEvent({ reader, utcOffsetSeconds }: Gt06Input): Gt06Report {
  reader.take('mark', 3);
  const recordedAt = readClock(reader, utcOffsetSeconds);
  const place = readPlace(reader, { speed: false });
  const speedMetersPerSecond = metersPerSecondOf(reader.u16('speed'), 'kilometersPerHour');
  const powerVolts = reader.u16('voltage') / 10;
  const event = reader.u8('event');
  const alarm = alarmAttribute(placedAlarm(event));
  const attributes = { powerVolts, event, ...alarm, ...readFiles(reader) };
  return { recordedAt, place: { ...place, speedMetersPerSecond }, attributes };
}

/** Names of the recordings, behind two bytes more of the event. */
function readFiles(reader: ByteReader): Attributes {
  if (reader.left() <= 2) return {};
  reader.u16('event data');
  return { files: wireText(reader.take('files', reader.left())) };
}

/** With a place, the first event is a call for help; without one it may be anything. */
function placedAlarm(event: number): string | null {
  return event === 1 ? 'sos' : (CAMERA_ALARMS.get(event) ?? null);
}

const CAMERA_ALARMS = new Map([
  [0x0e, 'lowPower'],
  [0x76, 'temperature'],
  [0x80, 'vibration'],
  [0x87, 'overspeed'],
  [0x88, 'powerCut'],
  [0x90, 'hardAcceleration'],
  [0x91, 'hardBraking'],
  [0x92, 'hardCornering'],
  [0x93, 'accident'],
]);
