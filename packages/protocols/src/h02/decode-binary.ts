import type { PlacedFix } from '../decoded.ts';
import type { Circumstances } from '../device-protocol.ts';
import { hexOf } from '../bytes/hex.ts';
import { type Cell, cellsText } from '../cells.ts';
import { present } from '../present.ts';
import { metersPerSecondOf } from '../speed.ts';
import { instantOfDigits } from '../text/digit-dates.ts';
import { degreesOfMinutes } from '../text/minutes.ts';
import { Unreadable } from '../unreadable.ts';
import { batteryPercentOf } from './battery.ts';
import { readStatus } from './status.ts';

/** Length of a binary message whose identifier has 15 digits; those of 32 and 45 bytes have 10. */
export const LONG_IDENTIFIER_BYTES = 42;

const HEADER = /^(?:24|58)(?<identifier>\d{10})/u;
const LONG_HEADER = /^(?:24|58)(?<identifier>\d{15})/u;
/** All digits are decimal but those of battery, flags, status and what follows. */
const BODY = /^\d{20}[\da-f]{2}\d{9}[\da-f]\d{6}[\da-f]{8}/u;

/** What a binary message calls its device; null where these are no digits. */
export function binaryIdentifier(frame: Uint8Array): string | null {
  const header = frame.length === LONG_IDENTIFIER_BYTES ? LONG_HEADER : HEADER;
  return header.exec(hexOf(frame.subarray(0, 9)))?.groups?.identifier ?? null;
}

/**
 * Reads a binary message, `$` or `X`: decimal digits in half bytes. Identifier, time, date, latitude `ddmmmmmm`,
 * battery, longitude `dddmmmmmm` with the flags in the half byte behind, speed (knots) and course of three digits each,
 * status word; in 45 bytes also the cell. The flags: 2 is a place of now, 4 is north, 8 is east. Throws `Unreadable`.
 */
export function readBinary(identifier: string, frame: Uint8Array, circumstances: Circumstances): PlacedFix {
  const digits = hexOf(frame.subarray(frame.length === LONG_IDENTIFIER_BYTES ? 9 : 6));
  if (!BODY.test(digits)) {
    throw new Unreadable('message', digits, 'decimal digits of time, date, place, speed and course');
  }
  const flags = parseInt(digits.slice(31, 32), 16);
  const valid = (flags & 2) !== 0;
  const { utcOffsetSeconds, speedUnit } = circumstances;
  return {
    identifier,
    recordedAt: readInstant({ time: digits.slice(0, 6), date: digits.slice(6, 12), valid, utcOffsetSeconds }),
    latitude: readAngle(digits.slice(12, 20), (flags & 4) !== 0 ? 'N' : 'S'),
    longitude: readAngle(digits.slice(22, 31), (flags & 8) !== 0 ? 'E' : 'W'),
    speedMetersPerSecond: metersPerSecondOf(Number(digits.slice(32, 35)), speedUnit ?? 'knots'),
    headingDegrees: Number(digits.slice(35, 38)),
    ...present({ batteryPercent: batteryPercentOf(parseInt(digits.slice(20, 22), 16)) }),
    attributes: {
      ...readStatus(digits.slice(38, 46)),
      ...present({ cells: cellsText(cellOf(digits.slice(46))) }),
      ...(valid ? {} : { valid: false }),
    },
  };
}

interface When {
  readonly date: string;
  readonly time: string;
  readonly valid: boolean;
  readonly utcOffsetSeconds: number;
}

/** Null where a receiver without a fix does not know the day. */
function readInstant({ date, time, valid, utcOffsetSeconds }: When): number | null {
  const instant = instantOfDigits(date, time, 'ddmmyy');
  if (instant !== undefined) return instant - utcOffsetSeconds * 1000;
  if (valid) throw new Unreadable('date', `${date} ${time}`, 'ddmmyy and hhmmss of a day that exists');
  return null;
}

/** Degrees of digits whose last four stand behind the point of the minutes. */
function readAngle(digits: string, hemisphere: string): number {
  const degrees = degreesOfMinutes(`${digits.slice(0, -4)}.${digits.slice(-4)}`, hemisphere);
  if (degrees === undefined) throw new Unreadable('place', digits, 'degrees and minutes');
  return degrees;
}

/** Behind the status word of 45 bytes: eight bytes of the maker, country, network, area, cell, running number. */
function cellOf(rest: string): readonly Cell[] {
  const found = /^.{16}(?<mcc>.{4})(?<mnc>.{2})(?<area>.{4})(?<cell>.{4}).{2}$/u.exec(rest)?.groups;
  if (!found) return [];
  const [mcc = 0, mnc, area = 0, cell = 0] = [found.mcc, found.mnc, found.area, found.cell].map((hex) =>
    parseInt(hex ?? '', 16),
  );
  return mcc === 0 || cell === 0 ? [] : [{ mcc, mnc, area, cell }];
}
