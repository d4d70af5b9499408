import { endOfItems, endOfString, endOfValue } from './json-ends.ts';
import { inTurns } from './in-turns.ts';

/** JSON holds more values than may be made of it, or is large and nests without end. */
export class JsonTooLarge extends Error {
  override readonly name = 'JsonTooLarge';
}

/** Texts up to so many characters are read at once; longer ones in pieces of at most this. */
const PIECE = 32_768;
/** Lists and objects of more than a piece that lie in one another; larger things nest a few times. */
const DEEPEST = 100;

/** How JSON is read. */
export interface ParseOptions {
  /** More are refused; absent: none are. */
  readonly mostValues?: number;
  /** Characters that are read at once. */
  readonly piece?: number;
}

/**
 * The value of a JSON text as `JSON.parse` gives it, with others having their turn on the event loop in between.
 * Fails with a SyntaxError, and with JsonTooLarge before more than `mostValues` are made.
 */
export async function parseJsonInTurns(
  text: string,
  { mostValues = Infinity, piece = PIECE }: ParseOptions = {},
): Promise<unknown> {
  if (text.length <= piece) return JSON.parse(text) as unknown;
  return inTurns(readText({ text, index: 0, values: 0, mostValues, piece }));
}

interface Reading {
  readonly text: string;
  /** Everything before was read. */
  index: number;
  /** How many were read; an object's entry is one. */
  values: number;
  readonly mostValues: number;
  readonly piece: number;
}

function* readText(at: Reading): Generator<void, unknown> {
  skipSpace(at);
  const value = yield* readValue(at, 0);
  skipSpace(at);
  if (at.index < at.text.length) throw unexpected(at);
  return value;
}

function* readValue(at: Reading, depth: number): Generator<void, unknown> {
  yield;
  if (depth > DEEPEST) throw new JsonTooLarge(`nests deeper than ${DEEPEST}`);
  const { end, values } = endOfValue(at.text, at.index, at.piece);
  if (end !== null) return JSON.parse(take(at, end, values)) as unknown;
  const first = at.text[at.index];
  if (first === '[') return yield* readList(at, depth);
  if (first === '{') return yield* readObject(at, depth);
  const whole = first === '"' ? endOfString(at.text, at.index) : endOfValue(at.text, at.index, Infinity).end;
  if (whole === null) throw unexpected(at);
  return JSON.parse(take(at, whole, 1)) as unknown;
}

/** A list that is longer than a piece: as many whole items at once as fit into one. */
function* readList(at: Reading, depth: number): Generator<void, unknown[]> {
  const items: unknown[] = [];
  count(at, 1);
  do {
    pass(at);
    if (!items.length && at.text[at.index] === ']') break;
    const { end, values } = endOfItems(at.text, at.index, at.piece);
    if (end === at.index) items.push(yield* readValue(at, depth + 1));
    else for (const item of JSON.parse(`[${take(at, end, values)}]`) as unknown[]) items.push(item);
    skipSpace(at);
    yield;
  } while (at.text[at.index] === ',');
  if (at.text[at.index] !== ']') throw unexpected(at);
  pass(at);
  return items;
}

/** An object that is longer than a piece. Of a name that is given twice the last value counts, as with `JSON.parse`. */
function* readObject(at: Reading, depth: number): Generator<void, Record<string, unknown>> {
  const entries: [string, unknown][] = [];
  count(at, 1);
  do {
    pass(at);
    if (!entries.length && at.text[at.index] === '}') break;
    const { end, values } = endOfItems(at.text, at.index, at.piece);
    if (end === at.index) entries.push(yield* readEntry(at, depth));
    else for (const entry of Object.entries(JSON.parse(`{${take(at, end, values)}}`) as object)) entries.push(entry);
    skipSpace(at);
    yield;
  } while (at.text[at.index] === ',');
  if (at.text[at.index] !== '}') throw unexpected(at);
  pass(at);
  return Object.fromEntries(entries);
}

function* readEntry(at: Reading, depth: number): Generator<void, [string, unknown]> {
  if (at.text[at.index] !== '"') throw unexpected(at);
  const name = JSON.parse(take(at, endOfString(at.text, at.index), 0)) as string;
  skipSpace(at);
  if (at.text[at.index] !== ':') throw unexpected(at);
  pass(at);
  return [name, yield* readValue(at, depth + 1)];
}

/** Goes past one character, and the space behind it. */
function pass(at: Reading): void {
  at.index += 1;
  skipSpace(at);
}

function take(at: Reading, end: number, values: number): string {
  count(at, values);
  const taken = at.text.slice(at.index, end);
  at.index = end;
  return taken;
}

function count(at: Reading, values: number): void {
  at.values += values;
  if (at.values > at.mostValues) throw new JsonTooLarge(`holds more than ${at.mostValues} values`);
}

/** Space, tab, line feed and carriage return (RFC 8259 §2). */
const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);

function skipSpace(at: Reading): void {
  while (SPACE.has(at.text.charCodeAt(at.index))) at.index += 1;
}

function unexpected({ text, index }: Reading): SyntaxError {
  const found = text[index] === undefined ? 'end' : JSON.stringify(text[index]);
  return new SyntaxError(`unexpected ${found} at position ${index} of JSON`);
}
