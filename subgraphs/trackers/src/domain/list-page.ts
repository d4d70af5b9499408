import { createHash } from 'node:crypto';

import { InvalidInputError, parsePage, type Page } from '@trekker/kit';

/** In which order a list comes; of equals the one whose id is lower comes first. */
export interface ListOrder {
  readonly field: 'NAME' | 'LAST_HEARD';
  readonly direction: 'ASCENDING' | 'DESCENDING';
}

/** A wanted page of a list that is filtered and ordered. `after` is [digest, key, id]. */
export interface ListPage extends Page {
  readonly order: ListOrder;
  /** Stands for the list, its filter and its order. A cursor carries it, so that it continues nothing else. */
  readonly digest: string;
}

/** The arguments that all lists have. */
export interface ListArguments {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly filter?: object | null | undefined;
  readonly orderBy?: (Pick<ListOrder, 'field'> & Partial<ListOrder>) | null | undefined;
}

/** Checks a list's arguments but its filter; fails with INVALID_INPUT, for a cursor of another filter or order too. */
export function parseListPage(list: string, { first, after, filter, orderBy }: ListArguments): ListPage {
  const { field, direction = 'ASCENDING' } = orderBy ?? { field: 'NAME' };
  const page = parsePage({ first, after }, ['hex', field === 'NAME' ? 'name' : 'instant', 'uuid']);
  const digest = digestOf([list, field, direction, givenOf(filter ?? {})]);
  if (page.after && page.after[0] !== digest) {
    throw new InvalidInputError('after', 'must be a cursor that this list returned for the same filter and order');
  }
  return { ...page, order: { field, direction }, digest };
}

function givenOf(filter: object): [string, unknown][] {
  return Object.entries(filter)
    .filter(([, value]) => value !== null && value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
