import type { Decoded, Problem } from '../decoded.ts';
import { isObject, parseJson } from '../json.ts';
import { Unreadable } from '../unreadable.ts';
import { decodePosition } from './decode-position.ts';

/** A body of `POST /v1/positions`: either its items, each judged alone, or one reason why there are none. */
export type DecodedBatch =
  | { readonly kind: 'batch'; readonly items: readonly BatchItem[] }
  | { readonly kind: 'refused'; readonly reason: RefusedBatch; readonly problem: Problem };

/** Why a whole body is refused: not JSON at all, JSON of another shape, or more positions than allowed. */
export type RefusedBatch = 'not-json' | 'not-positions' | 'too-many';

/** One position of a request. */
export interface BatchItem {
  /** Its place in the request, from 0; blank lines are not counted. */
  readonly index: number;
  readonly result: Decoded;
}

/**
 * Reads `{"positions":[…]}` or NDJSON (one position object a line), told apart by the first line, as senders often
 * leave out the content type. A broken position spoils only itself; a body that is not JSON is refused whole.
 */
export function decodeBatch(body: string, { maxPositions }: { maxPositions: number }): DecodedBatch {
  const text = body.startsWith(BYTE_ORDER_MARK) ? body.slice(1) : body;
  const lines = ndjsonLines(text);
  const positions = lines?.map(parseJson) ?? parseDocument(text);
  if (!Array.isArray(positions)) return positions;
  if (positions.length > maxPositions) {
    const expected = `at most ${maxPositions} positions in one request`;
    return refuse('too-many', new Unreadable('positions', String(positions.length), expected));
  }
  const items = positions.map((position, index) => ({ index, result: decodePosition(position, lines?.[index]) }));
  return { kind: 'batch', items };
}

const BYTE_ORDER_MARK = '\uFEFF';

/** The lines, where the first is a whole object of its own and not the envelope. */
function ndjsonLines(text: string): string[] | undefined {
  const trimmed = text.trimStart();
  const end = trimmed.indexOf('\n');
  const first = parseJson(end < 0 ? trimmed : trimmed.slice(0, end));
  if (!isObject(first) || 'positions' in first) return undefined;
  return trimmed.split('\n').filter((line) => line.trim() !== '');
}

function parseDocument(text: string): unknown[] | DecodedBatch {
  const document = parseJson(text);
  if (document === undefined) {
    return refuse('not-json', new Unreadable('body', text, '{"positions":[…]} or one JSON object a line'));
  }
  const positions = isObject(document) ? document.positions : undefined;
  if (Array.isArray(positions)) return positions;
  return refuse('not-positions', new Unreadable('positions', positions ?? '', 'an array of positions'));
}

function refuse(reason: RefusedBatch, { problem }: Unreadable): DecodedBatch {
  return { kind: 'refused', reason, problem };
}
