import type { FeedHeaderInput } from '../../../__generated__/graphql.ts';

/** Headers as somebody types them, one a line with a colon; lines without a name or a colon are left out. */
export function readHeaders(text: string): FeedHeaderInput[] {
  return text.split('\n').flatMap((line) => {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim();
    return name ? [{ name, value: line.slice(colon + 1).trim() }] : [];
  });
}
