import type { Malformed, Problem } from './decoded.ts';

/** Runs a reader; what it throws as `Unreadable` becomes a malformed message that still names the device. */
export function orMalformed<T>(identifier: string | null, read: () => T): T | Malformed {
  try {
    return read();
  } catch (failure) {
    if (failure instanceof Unreadable) return { kind: 'malformed', identifier, problem: failure.problem };
    throw failure;
  }
}

/** Thrown inside a decoder where a field cannot be read. It never leaves this package. */
export class Unreadable extends Error {
  readonly problem: Problem;

  constructor(field: string, value: unknown, expected: string) {
    const problem = { field: quote(field), value: quote(value), expected };
    super(`${problem.field} is "${problem.value}", expected ${expected}`);
    this.problem = problem;
  }
}

const QUOTED_CHARACTERS = 100;

/** What a device sent, short and safe to log and to store: control characters and lone surrogates become U+FFFD. */
function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : jsonOf(value);
  return text
    .slice(0, QUOTED_CHARACTERS)
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, '\uFFFD');
}

/** A value of parsed JSON as text. It may be nested deeper than it can be written. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return Array.isArray(value) ? '[…]' : '{…}';
  }
}
