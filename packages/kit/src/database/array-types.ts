import type { Pool } from './pool.ts';

/** OIDs of PostgreSQL's own types that columns and parameters have, each with that of arrays of it; they never change. */
const ARRAYS: readonly (readonly [element: number, array: number])[] = [
  [16, 1000], // bool
  [17, 1001], // bytea
  [18, 1002], // char
  [19, 1003], // name
  [20, 1016], // int8
  [21, 1005], // int2
  [23, 1007], // int4
  [25, 1009], // text
  [26, 1028], // oid
  [114, 199], // json
  [700, 1021], // float4
  [701, 1022], // float8
  [1042, 1014], // bpchar
  [1043, 1015], // varchar
  [1082, 1182], // date
  [1083, 1183], // time
  [1114, 1115], // timestamp
  [1184, 1185], // timestamptz
  [1186, 1187], // interval
  [1700, 1231], // numeric
  [2950, 2951], // uuid
  [3802, 3807], // jsonb
];

/**
 * Has a pool read and write arrays. The library would ask the server which types there are, on every connection before its
 * first statement; a connection that is lost in the middle of that ends the process, as nobody hears of the failure.
 */
export function addArrayTypes({ options: { parsers, serializers } }: Pool): void {
  for (const [element, array] of ARRAYS) {
    parsers[array] = (text: string) => readArray(text, parsers[element] ?? String);
    serializers[array] = (value: unknown) => writeArray(value, (each) => String(serializers[element]?.(each) ?? each));
  }
}

/** A part of an array as PostgreSQL writes it: a bracket, a comma, or an element, quoted or not. */
const PART = /[{},]|"([^"\\]*(?:\\.[^"\\]*)*)"|[^{},]+/gs;

/** Reads an array of PostgreSQL, for example `{1,NULL}` or `{{"a"},{"b"}}`. */
export function readArray(text: string, read: (element: string) => unknown): unknown[] {
  const whole: unknown[] = [];
  const open: unknown[][] = [whole];
  for (const [part, quoted] of text.matchAll(PART)) {
    const innermost = open.at(-1) ?? whole;
    if (part === '{') {
      const inner: unknown[] = [];
      innermost.push(inner);
      open.push(inner);
    } else if (part === '}') open.pop();
    else if (quoted !== undefined) innermost.push(read(quoted.replaceAll(/\\(.)/gs, '$1')));
    else if (part !== ',') innermost.push(part === 'NULL' ? null : read(part));
  }
  return (whole[0] ?? []) as unknown[];
}

/** Writes an array as PostgreSQL reads it; text is taken for an array that is written already. */
export function writeArray(value: unknown, write: (element: unknown) => string): string {
  if (!Array.isArray(value)) return String(value);
  return `{${value.map((element: unknown) => writeElement(element, write)).join(',')}}`;
}

function writeElement(element: unknown, write: (element: unknown) => string): string {
  if (element === undefined) throw new TypeError('an array for the database has an element that is undefined');
  if (element === null) return 'null';
  if (Array.isArray(element)) return writeArray(element, write);
  return `"${write(element).replaceAll(/[\\"]/g, '\\$&')}"`;
}
