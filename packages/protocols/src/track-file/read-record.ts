import { parseDecimal } from '../decimal.ts';
import type { AttributeValue } from '../decoded.ts';
import type { SpeedUnit } from '../device-protocol.ts';
import { isObject, parseJson } from '../json.ts';
import { present } from '../present.ts';
import { simpleValueOf } from '../simple-value.ts';
import { metersPerSecondOf } from '../speed.ts';
import { Unreadable } from '../unreadable.ts';
import type { Column, RecordField } from './column.ts';
import { type PointScope, withoutMinus } from './point-scope.ts';
import { readRecordTime } from './record-time.ts';
import type { ReadPoint } from './track-collector.ts';

/** A value of a record: of a table text, of JSON anything. */
export type Cell = readonly [column: Column, value: unknown];

/** How numbers of records are meant. */
export interface RecordStyle {
  /** Whether 1,5 is one and a half. */
  readonly decimalComma: boolean;
  /** What a speed is in where its name does not say. */
  readonly speedUnit: SpeedUnit;
}

/** What a record says, by meaning, and what nobody knows the meaning of. */
export interface SortedRecord {
  readonly fields: ReadonlyMap<RecordField, Cell>;
  readonly others: readonly Cell[];
}

/** Sorts a record; empty values count as absent. */
export function sortRecord(cells: Iterable<Cell>): SortedRecord {
  const fields = new Map<RecordField, Cell>();
  const others: Cell[] = [];
  for (const cell of cells) {
    const [{ field, rank }, value] = cell;
    if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) continue;
    const known = field === null ? undefined : fields.get(field);
    if (field === null) others.push(cell);
    else if (known === undefined) fields.set(field, cell);
    else if (known[0].rank <= rank) others.push(cell);
    else {
      others.push(known);
      fields.set(field, cell);
    }
  }
  return { fields, others };
}

/** The text of a field; undefined where there is none, or something that is no text. */
export function labelIn({ fields }: SortedRecord, field: RecordField): string | undefined {
  const value = fields.get(field)?.[1];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Reads the point of a record. */
export function readRecord(record: SortedRecord, style: RecordStyle, scope: PointScope): ReadPoint {
  const latitude = readDegrees(record, 'latitude', style);
  const longitude = readDegrees(record, 'longitude', style);
  return { latitude, longitude, ...readFacts(record, style, scope) };
}

/** Reads all of a record but its place. */
export function readFacts({ fields, others }: SortedRecord, style: RecordStyle, scope: PointScope): PointFacts {
  const number = (field: RecordField) => {
    const cell = fields.get(field);
    return cell && scope.optional(() => readNumber(cell, style));
  };
  const speed = number('speed');
  const recordedAt = readRecordTime({
    time: (fields.get('time') ?? fields.get('timeOfDay'))?.[1],
    date: fields.get('date')?.[1],
  });
  return {
    recordedAt,
    ...present({
      altitudeMeters: number('altitude'),
      accuracyMeters: number('accuracy'),
      speedMetersPerSecond:
        speed === undefined
          ? undefined
          : metersPerSecondOf(speed, fields.get('speed')?.[0].speedUnit ?? style.speedUnit),
      headingDegrees: number('heading'),
      batteryPercent: number('battery'),
    }),
    attributes: scope.attributes([...others.flatMap(attributeOf), ...namedAttributes(fields.get('attributes'), scope)]),
  };
}

/** A point without its place. */
export type PointFacts = Omit<ReadPoint, 'latitude' | 'longitude'>;

function readNumber([{ name, meters }, value]: Cell, style: RecordStyle): number {
  const number = typeof value === 'number' ? value : numberOfText(value, style);
  if (number === undefined || !Number.isFinite(number)) throw new Unreadable(name, value, 'a number');
  return withoutMinus(number * meters);
}

const DECIMAL_COMMA = /^\s*[+-]?\d*,\d+\s*$/u;

function numberOfText(value: unknown, { decimalComma }: RecordStyle): number | undefined {
  if (typeof value !== 'string') return undefined;
  return parseDecimal(decimalComma && DECIMAL_COMMA.test(value) ? value.replace(',', '.') : value);
}

const HEMISPHERE = /^\s*([NSEW])?([^NSEW°]*)°?\s*([NSEW])?\s*$/iu;

/** Degrees, with a sign or with the letter of the hemisphere before or behind them. */
function readDegrees({ fields }: SortedRecord, field: 'latitude' | 'longitude', style: RecordStyle): number {
  const cell = fields.get(field);
  if (cell === undefined) throw new Unreadable(field, '', 'a number');
  const [column, value] = cell;
  const [, before, digits, behind] = (typeof value === 'string' && HEMISPHERE.exec(value)) || [];
  const letter = (before ?? behind)?.toUpperCase();
  if (letter === undefined) return readNumber(cell, style);
  const letters = field === 'latitude' ? 'NS' : 'EW';
  const degrees = numberOfText(digits, style);
  if (degrees === undefined || degrees < 0 || !letters.includes(letter)) {
    throw new Unreadable(column.name, value, `a number, or degrees with ${letters.split('').join(' or ')}`);
  }
  return withoutMinus(letter === letters[1] ? -degrees : degrees);
}

function attributeOf([{ name }, value]: Cell): [string, AttributeValue][] {
  if (typeof value === 'string') return [[name, simpleValueOf(value)]];
  return typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [];
}

/** The members of an object of attributes, which a table has as JSON. */
function namedAttributes(cell: Cell | undefined, scope: PointScope): [string, AttributeValue][] {
  if (cell === undefined) return [];
  const [{ name }, value] = cell;
  const object = typeof value === 'string' ? parseJson(value) : value;
  return (
    scope.optional(() => {
      if (!isObject(object)) throw new Unreadable(name, value, 'an object of simple values, in JSON');
      return Object.entries(object).filter((entry): entry is [string, AttributeValue] => isSimple(entry[1]));
    }) ?? []
  );
}

function isSimple(value: unknown): value is AttributeValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
