import type { Offsets } from '@trekker/kit';
import { HttpRefused } from './http-refused.ts';

/** Offsets a caller wrote, told in the response, and said again in its later requests. */
export const WROTE_HEADER = 'x-trekker-wrote';
/** What the caller has written before: answers must not be older. */
export const READ_AFTER_HEADER = 'x-trekker-read-after';

const MAX_LENGTH = 8_192;
const MAX_HEADS = 64;

/** The offsets of a read-after header. Fails with INVALID_INPUT when it is not what `formatOffsets` writes. */
export function parseOffsets(header: string | string[] | undefined): Offsets | undefined {
  if (header === undefined) return undefined;
  const text = Array.isArray(header) ? header.join(',') : header;
  const offsets = text.length <= MAX_LENGTH ? parseRecord(text) : null;
  if (offsets && Object.keys(offsets).length <= MAX_HEADS && Object.values(offsets).every(isOffset)) {
    return offsets as Offsets; // every value was checked
  }
  throw new HttpRefused(
    400,
    `${READ_AFTER_HEADER} must be what ${WROTE_HEADER} said: at most ${MAX_HEADS} offsets by head`,
    {
      code: 'INVALID_INPUT',
    },
  );
}

/** Compact JSON in ASCII, which is all a header may hold. */
export function formatOffsets(offsets: Offsets): string {
  return JSON.stringify(offsets).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function parseRecord(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function isOffset(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
