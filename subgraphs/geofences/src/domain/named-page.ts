import { InvalidInputError, isUuid, parsePage, type Page } from '@trekker/kit';

/**
 * The arguments of a list that is ordered by name and id. Fails with INVALID_INPUT, also for a cursor that somebody
 * made up, which the database would not understand.
 */
export function parseNamedPage(args: { first: number; after?: string | null | undefined }): Page {
  const page = parsePage(args, 2);
  const [name = '', id = ''] = page.after ?? [];
  if (page.after && (!isUuid(id) || /\p{Cc}/u.test(name))) {
    throw new InvalidInputError('after', 'must be a cursor that this list returned');
  }
  return page;
}
