import { InvalidInputError } from '../errors.ts';
import { isUuid } from '../ids.ts';

/** Most elements of one page. */
export const MAX_PAGE = 500;

/** A wanted page, checked. */
export interface Page {
  readonly first: number;
  /** The keyset behind which the page starts, as it was encoded, or null for the start of the list. */
  readonly after: readonly string[] | null;
}

/** What one part of a list's keyset may be. Anybody can make a cursor up; the database must not be asked for nonsense. */
export type KeyKind = 'name' | 'uuid' | 'instant' | 'offset' | 'hex';

const KEY_KINDS: Readonly<Record<KeyKind, (key: string) => boolean>> = {
  name: (key) => key.length <= 200 && !/\p{Cc}/u.test(key),
  uuid: isUuid,
  instant: (key) => /^-?\d{1,15}$/.test(key),
  offset: (key) => /^\d{1,15}$/.test(key),
  hex: (key) => /^([0-9a-f]{2}){1,64}$/.test(key),
};

/**
 * Checks the arguments of a connection. Fails with INVALID_INPUT that names the argument and its value.
 * @param kinds what the list's keyset is made of.
 */
export function parsePage(
  { first, after }: { first: number; after?: string | null | undefined },
  kinds: readonly KeyKind[],
): Page {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
    throw new InvalidInputError('first', `must be 1 to ${MAX_PAGE}, got ${first}`);
  }
  return { first, after: after == null ? null : decodeKeys(after, kinds) };
}

/** A connection as GraphQL wants it. Ask the database for `first + 1` rows, so that it can tell whether there are more. */
export function connectionOf<T>(rows: readonly T[], page: Page, keysOf: (row: T) => readonly string[]) {
  const nodes = rows.slice(0, page.first);
  const edges = nodes.map((node) => ({ node, cursor: encodeKeys(keysOf(node)) }));
  return { nodes, edges, pageInfo: { hasNextPage: rows.length > page.first, endCursor: edges.at(-1)?.cursor ?? null } };
}

function encodeKeys(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

function decodeKeys(cursor: string, kinds: readonly KeyKind[]): string[] {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (isKeyset(keys, kinds)) return keys;
  } catch {
    // Falls through: text that is no JSON is not a cursor either.
  }
  throw new InvalidInputError('after', 'must be a cursor that this list returned');
}

function isKeyset(keys: unknown, kinds: readonly KeyKind[]): keys is string[] {
  if (!Array.isArray(keys) || keys.length !== kinds.length) return false;
  return kinds.every((kind, index) => typeof keys[index] === 'string' && KEY_KINDS[kind](keys[index]));
}
