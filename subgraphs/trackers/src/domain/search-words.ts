import { InvalidInputError } from '@trekker/kit';

const MOST_CHARACTERS = 100;
const MOST_WORDS = 8;

/** The words of a search, each once; empty when nothing is searched for. Fails with INVALID_INPUT. */
export function searchWords(search: string | null | undefined): string[] {
  if (search == null) return [];
  if (!search.trim() || search.length > MOST_CHARACTERS) {
    throw new InvalidInputError('filter.search', `must have 1 to ${MOST_CHARACTERS} characters, got ${search.length}`);
  }
  const words = [...new Set(search.trim().split(/\s+/))];
  if (/[^\P{Cc}\s]/u.test(search)) {
    throw new InvalidInputError('filter.search', `must have no control characters, got ${JSON.stringify(search)}`);
  }
  if (words.length > MOST_WORDS) {
    throw new InvalidInputError('filter.search', `must have at most ${MOST_WORDS} words, got ${words.length}`);
  }
  return words;
}
