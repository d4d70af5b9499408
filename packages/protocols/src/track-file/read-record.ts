import type { AttributeValue } from '../decoded.ts';
import { isObject, parseJson } from '../json.ts';
import { present } from '../present.ts';
import { simpleValueOf } from '../simple-value.ts';
import { metersPerSecondOf } from '../speed.ts';
import { Unreadable } from '../unreadable.ts';
import type { RecordField } from './column.ts';
import type { PointScope } from './point-scope.ts';
import { type Cell, type RecordStyle, readDegrees, readNumber } from './record-number.ts';
import { readRecordTime } from './record-time.ts';
import type { ReadPoint } from './collected-track.ts';

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
  const { fields } = record;
  const latitude = readDegrees('latitude', fields.get('latitude'), style);
  const longitude = readDegrees('longitude', fields.get('longitude'), style);
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
