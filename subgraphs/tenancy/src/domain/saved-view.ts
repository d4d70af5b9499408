import { boolean, maxLength, minLength, nullish, object, picklist, pipe, regex, string, trim } from 'valibot';

/** Lists that views are kept of; the SDL's `SavedViewList`. */
export const SAVED_VIEW_LISTS = ['TRACKERS', 'PEOPLE', 'ASSETS'] as const;
export type SavedViewList = (typeof SAVED_VIEW_LISTS)[number];

/** What who looks at a list must hold. */
export const PERMISSION_OF_LIST: Readonly<Record<SavedViewList, string>> = {
  TRACKERS: 'trackers:read',
  PEOPLE: 'people:read',
  ASSETS: 'assets:read',
};

/** More of one list than anybody keeps an overview of, of a user and of those shared in a tenant. */
export const MOST_VIEWS = 50;
const LONGEST_NAME = 80;
const LONGEST_PARAMETERS = 2_000;

const got = ({ input }: { readonly input: string }) => JSON.stringify(input.slice(0, 100));
const gotLength = ({ input }: { readonly input: string }) => `got ${input.length}`;

const name = pipe(
  string(),
  trim(),
  minLength(1, `must have 1 to ${LONGEST_NAME} characters, got 0`),
  maxLength(LONGEST_NAME, (issue) => `must have 1 to ${LONGEST_NAME} characters, ${gotLength(issue)}`),
  regex(/^\P{Cc}*$/u, (issue) => `must have no control characters, got ${got(issue)}`),
);

/** Characters of a query (RFC 3986 §3.4), each percent sign with its two digits, and no question mark in front. */
const QUERY = /^(?!\?)(?:[\w\-.~!$&'()*+,;=:@/?]|%[\da-f]{2})*$/i;
const parameters = pipe(
  string(),
  maxLength(LONGEST_PARAMETERS, (issue) => `must have at most ${LONGEST_PARAMETERS} characters, ${gotLength(issue)}`),
  regex(QUERY, (issue) => `must be a query string without its question mark, got ${got(issue)}`),
);

/** A view to keep. */
export const savedViewInput = object({ list: picklist(SAVED_VIEW_LISTS), name, parameters, shared: boolean() });
/** Changes of a view. */
export const savedViewChange = object({
  name: nullish(name),
  parameters: nullish(parameters),
  shared: nullish(boolean()),
});

/** What two names have in common that differ in case only, or in how their letters are composed. */
export function nameKeyOf(given: string): string {
  return given.normalize('NFC').toLowerCase();
}
