/** Where something ends, excluded, and how many values lie before. */
export interface End<T> {
  readonly end: T;
  readonly values: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Where the JSON value that begins at `from` ends, or null where it is not over within `most` characters. Tells nothing
 * of whether it is right: whoever parses it finds that out.
 */
export function endOfValue(text: string, from: number, most: number): End<number | null> {
  const first = text.charCodeAt(from);
  if (first === OPEN_LIST || first === OPEN_OBJECT) {
    const { end, values } = walk(text, from + 1, { most, stopAt: null });
    return { end: end !== null && end < text.length ? end + 1 : null, values: values + 1 };
  }
  const { end } = walk(text, from, { most, stopAt: COMMA });
  return { end, values: 1 };
}

/**
 * Where the last of the items of a list, or entries of an object, ends that are over within `most` characters from
 * `from` on; `from` where none is.
 */
export function endOfItems(text: string, from: number, most: number): End<number> {
  const { end, last, values, valuesAtLast } = walk(text, from, { most, stopAt: null });
  return end === null ? { end: last, values: valuesAtLast } : { end, values };
}

/** Where the string that begins at `from` ends; the end of the text where it does not. */
export function endOfString(text: string, from: number): number {
  return Math.min(closingQuote(text, from + 1, text.length) + 1, text.length);
}

interface Walked {
  /** Of what closes the list or object around, of the comma where that was asked for, or of the text; null: not within. */
  readonly end: number | null;
  /** The last comma between items of the list or object around, or where it began. */
  readonly last: number;
  readonly values: number;
  readonly valuesAtLast: number;
}

function walk(text: string, from: number, { most, stopAt }: { most: number; stopAt: number | null }): Walked {
  const limit = Math.min(text.length, from + most);
  let depth = 0;
  let values = 1;
  let last = from;
  let valuesAtLast = 0;
  for (let at = from; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = closingQuote(text, at + 1, limit);
    if (at >= limit) return { end: null, last, values, valuesAtLast };
    const deeper = deeperBy(code);
    if (depth === 0 && (deeper < 0 || code === stopAt)) return { end: at, last, values, valuesAtLast };
    depth += deeper;
    if (code === COMMA && depth === 0) {
      last = at;
      valuesAtLast = values;
    }
    if (code === COMMA || deeper > 0) values += 1;
  }
  return { end: limit === text.length ? limit : null, last, values, valuesAtLast };
}

/** Where the quote stands that ends a string; at or beyond the limit where it is not before. */
function closingQuote(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}

function deeperBy(code: number): number {
  if (code === OPEN_LIST || code === OPEN_OBJECT) return 1;
  return code === CLOSE_LIST || code === CLOSE_OBJECT ? -1 : 0;
}
