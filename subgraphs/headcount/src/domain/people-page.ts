import { InvalidInputError, parsePage, type Page } from '@trekker/kit';

import { comparePeople, type CountedPerson, type Ranked } from './headcount.ts';
import { STATES } from './state.ts';

/** A wanted page of people, checked. */
export interface PeoplePage extends Page {
  /** The person behind whom the page starts, as it ranked when the cursor was given; null for the start. */
  readonly behind: Ranked | null;
}

/** Checks the arguments of the list of people. Fails with INVALID_INPUT that names the argument. */
export function parsePeoplePage(args: { first: number; after?: string | null | undefined }): PeoplePage {
  const page = parsePage(args, ['name', 'uuid']);
  if (!page.after) return { ...page, behind: null };
  const [rank = '', personId = ''] = page.after;
  // Cursors of people who are present or stale read as they always did.
  const state = STATES.find((one) => one.toLowerCase() === rank);
  if (!state) throw new InvalidInputError('after', 'must be a cursor that this list returned');
  return { ...page, behind: { state, personId } };
}

/** The keyset of a person in the list. */
export function keysOfPerson({ state, personId }: Ranked): string[] {
  return [state.toLowerCase(), personId];
}

/** One more than a page of people, who are in the order of `comparePeople`. */
export function pageOfPeople(people: readonly CountedPerson[], { first, behind }: PeoplePage): CountedPerson[] {
  const found = behind === null ? 0 : people.findIndex((person) => comparePeople(person, behind) > 0);
  const start = found < 0 ? people.length : found;
  return people.slice(start, start + first + 1);
}
