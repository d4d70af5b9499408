import { parseDecimal } from '../decimal.ts';
import type { AttributeValue, Attributes, Problem } from '../decoded.ts';
import { parseInstant } from '../instant.ts';
import { simpleValueOf } from '../simple-value.ts';
import { readText } from '../text.ts';
import { Unreadable } from '../unreadable.ts';

/** Reads the fields of one point. What it needs is thrown as `Unreadable` where it is bad, anything else is listed. */
export class PointScope {
  readonly #list: (problem: Problem) => void;

  constructor(list: (problem: Problem) => void) {
    this.#list = list;
  }

  /** What a reader gives; undefined where that is unreadable, which is listed. */
  optional<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (failure) {
      if (!(failure instanceof Unreadable)) throw failure;
      this.#list(failure.problem);
      return undefined;
    }
  }

  /** The number in a field; undefined where there is none. */
  number(field: string, text: string | undefined): number | undefined {
    return text === undefined ? undefined : this.optional(() => requiredNumber(field, text));
  }

  /** What is left of the attributes when those are taken out that nobody could keep. */
  attributes(entries: Iterable<readonly [name: string, value: AttributeValue]>): Attributes {
    const kept = Array.from(entries).filter(([name, value]) => this.optional(() => storable(name, value)));
    // Unlike assignment, fromEntries makes an own property even of the name __proto__.
    return Object.fromEntries(kept);
  }
}

/** The number in a field. Throws `Unreadable` where there is none. */
export function requiredNumber(field: string, text: string | undefined): number {
  const number = parseDecimal(text ?? '');
  if (number === undefined) throw new Unreadable(field, text ?? '', 'a number');
  return withoutMinus(number);
}

/** Zero for negative zero, which JSON cannot write. */
export function withoutMinus(number: number): number {
  return number === 0 ? 0 : number;
}

/** Unix milliseconds of ISO 8601, in UTC where it names no offset; null where there is no text. Throws `Unreadable`. */
export function optionalInstant(field: string, text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null;
  const instant = parseInstant(text, { missingOffset: 'utc' });
  if (instant === undefined) throw new Unreadable(field, text, 'a date and time by ISO 8601');
  return instant;
}

/** Attributes of texts that a file has under names of its own. */
export function simpleAttribute(name: string, text: string): readonly [string, AttributeValue] {
  return [name, simpleValueOf(text)];
}

function storable(name: string, value: AttributeValue): boolean {
  readText(name, name);
  if (typeof value === 'string') readText(name, value);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Unreadable(name, String(value), 'a finite number');
  return true;
}
