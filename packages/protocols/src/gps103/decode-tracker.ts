import type { Attributes, Decoded, DecodedHeartbeat } from '../decoded.ts';
import type { Circumstances } from '../device-protocol.ts';
import { cellsText } from '../cells.ts';
import { parseDecimal } from '../decimal.ts';
import { fixOrHeartbeat } from '../fix-or-heartbeat.ts';
import { present } from '../present.ts';
import { metersPerSecondOf } from '../speed.ts';
import { degreesOfMinutes } from '../text/minutes.ts';
import { Unreadable } from '../unreadable.ts';
import { readKeyword } from './alarms.ts';
import { FieldCursor } from './field-cursor.ts';
import { readLocalTime, readUtcTime, utcOffsetOf } from './time.ts';

/** A message with what it tells of the clock of its device. */
export interface DecodedTracker {
  readonly decoded: Decoded;
  /** How far the clock of the device is ahead of UTC, seconds; null where the message does not show it. */
  readonly utcOffsetSeconds: number | null;
}

/** What the reading of one message needs beside its fields. */
export interface Reading {
  readonly identifier: string;
  readonly circumstances: Circumstances;
  /** How far the clock of the device is ahead of UTC, seconds, as far as anybody said; null where nobody did. */
  readonly utcOffsetSeconds: number | null;
}

/**
 * Reads what follows the identifier: keyword (`tracker`, an alarm), local date and time, tag or phone or charge, then
 * `L` and the cell, or `F` and UTC time, validity, latitude, N, longitude, E, speed (knots), course, altitude,
 * ignition, door, fuel, fuel of a second tank, temperature. Whatever follows the longitude may be missing, and what is
 * no number there is passed over.
 */
export function readTracker(fields: readonly string[], reading: Reading): DecodedTracker {
  const cursor = new FieldCursor(fields);
  const keyword = cursor.next();
  const localMs = readLocalTime(cursor.next());
  const tag = cursor.next();
  const charge = /^(\d{1,3})%$/u.exec(tag)?.[1];
  const report = {
    localMs,
    ...(charge === undefined ? {} : { batteryPercent: Number(charge) }),
    attributes: { ...readKeyword(keyword), ...(keyword === 'rfid' && tag !== '' ? { driverId: tag } : {}) },
  };
  const kind = cursor.next();
  if (kind === 'L') return { decoded: readCell(cursor, report, reading), utcOffsetSeconds: null };
  if (kind === 'F') return readPlace(cursor, report, reading);
  throw new Unreadable('signal', kind, 'F with a place or L with a cell');
}

/** What stands before the place. */
interface Report {
  /** The wall clock of the device as if it were UTC. */
  readonly localMs: number | undefined;
  readonly batteryPercent?: number;
  readonly attributes: Attributes;
}

/** `L,,,<area>,,<cell>` in hexadecimal. The time is local, and of use only where somebody said how local. */
function readCell(cursor: FieldCursor, { localMs, ...report }: Report, reading: Reading): DecodedHeartbeat {
  const { identifier, utcOffsetSeconds } = reading;
  const [, , area = '', , cell = ''] = Array.from({ length: 5 }, () => cursor.next());
  const known = [area, cell].every((text) => /^[\da-f]{1,8}$/iu.test(text));
  const cells = known ? [{ area: parseInt(area, 16), cell: parseInt(cell, 16) }] : [];
  return {
    kind: 'heartbeat',
    identifier,
    recordedAt: localMs === undefined || utcOffsetSeconds === null ? null : localMs - utcOffsetSeconds * 1000,
    ...report,
    attributes: { ...report.attributes, ...present({ cells: cellsText(cells) }) },
  };
}

function readPlace(cursor: FieldCursor, { localMs, ...report }: Report, reading: Reading): DecodedTracker {
  const { identifier, circumstances } = reading;
  const utcTime = cursor.next();
  const validity = cursor.next();
  if (!/^[AV]$/u.test(validity)) throw new Unreadable('validity', validity, 'A or V');
  const valid = validity === 'A';
  const { recordedAt, utcOffsetSeconds } = readWhen(utcTime, localMs, reading);
  const { latitude, longitude } = readPlaceOf(cursor);
  const speed = parseDecimal(cursor.next());
  const motion = present({
    speedMetersPerSecond:
      speed === undefined ? undefined : metersPerSecondOf(speed, circumstances.speedUnit ?? 'knots'),
    headingDegrees: parseDecimal(cursor.next()),
    altitudeMeters: parseDecimal(cursor.next()),
  });
  const attributes = { ...report.attributes, ...readInputs(cursor), ...(valid ? {} : { valid: false }) };
  const decoded = fixOrHeartbeat({ identifier, recordedAt, ...report, latitude, longitude, ...motion, attributes });
  return { decoded, utcOffsetSeconds: valid ? utcOffsetSeconds : null };
}

/** UTC by the receiver, dated by the wall clock or else by the server; without it the wall clock itself. */
function readWhen(utcTime: string, localMs: number | undefined, { utcOffsetSeconds, circumstances }: Reading) {
  const wallClockMs = localMs === undefined ? undefined : localMs - (utcOffsetSeconds ?? 0) * 1000;
  const utcMs = readUtcTime(utcTime, wallClockMs ?? circumstances.receivedAt);
  const shown = utcMs === undefined || localMs === undefined ? null : utcOffsetOf(localMs, utcMs);
  return { recordedAt: utcMs ?? wallClockMs ?? null, utcOffsetSeconds: shown };
}

/** Letters of the hemispheres stand behind the numbers, before them in some models, or are missing: north and east. */
function readPlaceOf(cursor: FieldCursor): { latitude: number; longitude: number } {
  const northBefore = cursor.nextIf(/^[NS]$/u);
  const latitude = cursor.next();
  const north = northBefore || cursor.nextIf(/^[NS]$/u);
  const eastBefore = cursor.nextIf(/^[EW]$/u);
  const longitude = cursor.next();
  const east = eastBefore || cursor.nextIf(/^[EW]?$/u);
  return {
    latitude: degreesOf('latitude', latitude, north),
    longitude: degreesOf('longitude', longitude, east),
  };
}

function degreesOf(field: string, text: string, hemisphere: string): number {
  const degrees = /^\d{3,5}\.\d+$/u.test(text) ? degreesOfMinutes(text, hemisphere) : undefined;
  if (degrees === undefined) throw new Unreadable(field, text, 'degrees and minutes, ddmm.mmmm');
  return degrees;
}

/** Ignition, door, fuel of two tanks, temperature: each may be missing or empty. */
function readInputs(cursor: FieldCursor): Attributes {
  const ignition = cursor.nextIf(/^[01]?$/u);
  const door = cursor.nextIf(/^[01]?$/u);
  const [first, second] = [cursor.next(), cursor.next()].map((text) => /^(\d+\.\d+)%$/u.exec(text)?.[1]);
  const temperature = cursor.nextIf(/^[-+]?\d+$/u);
  return present({
    ignition: ignition === '' ? undefined : ignition === '1',
    door: door === '' ? undefined : door === '1',
    fuelPercent: first === undefined ? undefined : Number(first),
    fuel2Percent: second === undefined ? undefined : Number(second),
    temperature1Celsius: temperature === '' ? undefined : Number(temperature),
  });
}
