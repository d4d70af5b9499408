import { InvalidInputError } from '../errors.ts';

/** Most elements of one page. */
export const MAX_PAGE = 500;

/** A wanted page, checked. */
export interface Page {
  readonly first: number;
  /** The keyset behind which the page starts, as it was encoded, or null for the start of the list. */
  readonly after: readonly string[] | null;
}

/**
 * Checks the arguments of a connection. Fails with INVALID_INPUT that names the argument and its value.
 * @param keys how many texts the list's keyset has.
 */
export function parsePage({ first, after }: { first: number; after?: string | null | undefined }, keys: number): Page {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
    throw new InvalidInputError('first', `must be 1 to ${MAX_PAGE}, got ${first}`);
  }
  return { first, after: after == null ? null : decodeKeys(after, keys) };
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

function decodeKeys(cursor: string, count: number): string[] {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(keys) && keys.length === count && keys.every((key) => typeof key === 'string')) return keys;
  } catch {
    // Falls through: text that is no JSON is not a cursor either.
  }
  throw new InvalidInputError('after', 'must be a cursor that this list returned');
}
