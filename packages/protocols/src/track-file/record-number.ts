import { parseDecimal } from '../decimal.ts';
import type { SpeedUnit } from '../device-protocol.ts';
import { Unreadable } from '../unreadable.ts';
import type { Column } from './column.ts';
import { withoutMinus } from './point-scope.ts';

/** A value of a record: of a table text, of JSON anything. */
export type Cell = readonly [column: Column, value: unknown];

/** How numbers of records are meant. */
export interface RecordStyle {
  /** Whether 1,5 is one and a half. */
  readonly decimalComma: boolean;
  /** What a speed is in where its name does not say. */
  readonly speedUnit: SpeedUnit;
}

/** The number in a cell, lengths in metres. Throws `Unreadable` where it is none. */
export function readNumber([{ name, meters }, value]: Cell, style: RecordStyle): number {
  const number = typeof value === 'number' ? value : numberOfText(value, style);
  if (number === undefined || !Number.isFinite(number)) throw new Unreadable(name, value, 'a number');
  return withoutMinus(number * meters);
}

const DECIMAL_COMMA = /^\s*[+-]?\d*,\d+\s*$/u;

function numberOfText(value: unknown, { decimalComma }: RecordStyle): number | undefined {
  if (typeof value !== 'string') return undefined;
  return parseDecimal(decimalComma && DECIMAL_COMMA.test(value) ? value.replace(',', '.') : value);
}

const HEMISPHERES = {
  latitude: { positive: 'N', negative: 'S' },
  longitude: { positive: 'E', negative: 'W' },
} as const;

/** Degrees, with a sign or with the letter of the hemisphere before or behind them. Throws `Unreadable`. */
export function readDegrees(field: keyof typeof HEMISPHERES, cell: Cell | undefined, style: RecordStyle): number {
  if (cell === undefined) throw new Unreadable(field, '', 'a number');
  const [column, value] = cell;
  const lettered = letteredDegrees(value, style);
  if (lettered === undefined) return readNumber(cell, style);
  const { letter, degrees } = lettered;
  const { positive, negative } = HEMISPHERES[field];
  if (degrees !== undefined && degrees >= 0 && letter === positive) return degrees;
  if (degrees !== undefined && degrees >= 0 && letter === negative) return withoutMinus(-degrees);
  throw new Unreadable(column.name, value, `a number, or degrees with ${positive} or ${negative}`);
}

/** Longer than any coordinate somebody would write with a letter. */
const MOST_CHARACTERS = 100;

const LETTERED = /^\s*([NSEW])?([^NSEW°]*)°?\s*([NSEW])?\s*$/iu;

/** Degrees and the letter beside them; nothing where there is no letter. */
function letteredDegrees(value: unknown, style: RecordStyle) {
  if (typeof value !== 'string' || value.length > MOST_CHARACTERS) return undefined;
  const [, before, digits, behind] = LETTERED.exec(value) ?? [];
  const letter = (before ?? behind)?.toUpperCase();
  return letter === undefined ? undefined : { letter, degrees: numberOfText(digits, style) };
}
