import { InvalidInputError } from '../errors.ts';
import type { Offsets } from '../subgraph/executor.ts';

const MAX_CURSOR_LENGTH = 8_192;

/** An opaque text that says up to which offset of each head a client has seen a stream. */
export function encodeCursor(offsets: Offsets): string {
  const sorted = Object.entries(offsets).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify(Object.fromEntries(sorted))).toString('base64url');
}

/** The offsets behind a cursor. Fails with INVALID_INPUT when the text is not a cursor of ours. */
export function decodeCursor(text: string): Offsets {
  if (text.length > MAX_CURSOR_LENGTH) throw notACursor();
  let offsets: unknown;
  try {
    offsets = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw notACursor();
  }
  if (!isOffsets(offsets)) throw notACursor();
  return offsets;
}

function isOffsets(value: unknown): value is Offsets {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((offset) => Number.isInteger(offset) && offset >= -1);
}

function notACursor(): InvalidInputError {
  return new InvalidInputError('after', 'must be a cursor that this field returned');
}
