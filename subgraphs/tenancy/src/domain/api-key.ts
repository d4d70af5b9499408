import type { Grant } from '@trekker/kit';

/** What every key's secret begins with, so that it is recognised wherever it turns up. */
export const API_KEY_PREFIX = 'trk_';

/** Characters of a secret that are kept to recognise it by, its prefix included. */
export const SHOWN_CHARACTERS = 10;

/** Most keys of a tenant that can be used at once. */
export const MOST_API_KEYS = 100;

/**
 * What no key may do: make itself heirs. A key that leaked could go on as a user or another key after it was revoked.
 */
const NEVER_OF_KEYS: ReadonlySet<string> = new Set(['keys:write', 'users:write']);

/** Whether a permission may be given to a key. */
export function isForKeys(permission: string): boolean {
  return !NEVER_OF_KEYS.has(permission);
}

/** What a key allows, as a viewer carries it. @param units its unit and all below it, or null for the whole tenant. */
export function grantOfKey(permissions: readonly string[], units: readonly string[] | null): Grant {
  return { permissions: permissions.filter(isForKeys), units, places: null, until: null };
}
