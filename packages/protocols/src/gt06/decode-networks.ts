import type { ByteReader } from '../bytes/byte-reader.ts';
import { hexOf } from '../bytes/hex.ts';
import type { Cell } from '../cells.ts';
import { instantOfParts } from '../instant-of-parts.ts';
import { Unreadable } from '../unreadable.ts';
import { attributeOf, type CellWidths, NARROW, readAccessPoints, readCells } from './cells.ts';
import { readClock } from './clock.ts';
import type { Gt06Input, Gt06Report } from './report.ts';

/** How a message of networks is laid out. */
interface Layout {
  readonly cells: CellWidths;
  readonly count: number | 'stated';
  /** Where the byte with the timing advance stands. */
  readonly advance: 'before' | 'after';
  readonly accessPoints: boolean;
}

/** A date and the cells and access points around: a sign of life, as nobody measured a place. */
export function readNetworks(layout: Layout): (input: Gt06Input) => Gt06Report {
  return ({ reader, utcOffsetSeconds }) => {
    const recordedAt = readClock(reader, utcOffsetSeconds);
    if (layout.advance === 'before') reader.u8('timing advance');
    const cells = readCells(reader, layout.cells, layout.count);
    if (layout.advance === 'after' && reader.left() > 0) reader.u8('timing advance');
    const count = layout.accessPoints && reader.left() > 0 ? reader.u8('access points') : 0;
    return { recordedAt, attributes: { ...cells, ...readAccessPoints(reader, count, -1) } };
  };
}

/** The main cell and six neighbours. */
export const SEVEN_CELLS: Layout = { cells: NARROW, count: 7, advance: 'after', accessPoints: false };

/**
 * The short frame of watches: a date in decimal digits, access points as many as the length of the frame states, cells.
 */
export function readWatchNetworks({ reader, frame }: Gt06Input): Gt06Report {
  const recordedAt = readDigits(reader);
  const points = readAccessPoints(reader, frame.length, -1);
  const count = reader.u8('cells');
  const [mcc, mnc] = [reader.u16('mcc'), reader.u8('mnc')];
  const cells: Cell[] = [];
  for (let at = 0; at < count && reader.left() >= 5; at += 1) {
    cells.push({ mcc, mnc, area: reader.u16('lac'), cell: reader.u16('cell'), dbm: -reader.u8('signal') });
  }
  return { recordedAt, attributes: { ...attributeOf(cells), ...points } };
}

/** Access points of watches without the strength of their signals. */
export function readWatchAccessPoints({ reader }: Gt06Input): Gt06Report {
  const recordedAt = readDigits(reader);
  const count = reader.u8('access points');
  const points: string[] = [];
  for (let at = 0; at < count && reader.left() >= 8; at += 1) {
    reader.u16('reserved');
    points.push(hexOf(reader.take('mac', 6)).replaceAll(/(..)(?!$)/gu, '$1-'));
  }
  return { recordedAt, attributes: points.length > 0 ? { wifi: points.join(';') } : {} };
}

/** Twelve decimal digits in six bytes, on a clock of UTC. */
function readDigits(reader: ByteReader): number {
  const digits = hexOf(reader.take('date', 6));
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (digits.match(/../gu) ?? []).map(Number);
  const instant = /\D/u.test(digits)
    ? undefined
    : instantOfParts({ year: 2000 + year, month, day, hour, minute, second });
  if (instant === undefined) throw new Unreadable('date', digits, 'a date and time that exist');
  return instant;
}
