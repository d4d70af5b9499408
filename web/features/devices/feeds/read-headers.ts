import type { FeedHeaderInput } from '../../../__generated__/graphql.ts';

/** What somebody typed as headers. */
export interface TypedHeaders {
  readonly headers: FeedHeaderInput[];
  /** Numbers of the lines that are no headers, because they lack a colon or a name before it; the first line is 1. */
  readonly badLines: number[];
}

/** Headers as somebody types them, one a line with a colon; empty lines say nothing. */
export function readHeaders(text: string): TypedHeaders {
  const headers: FeedHeaderInput[] = [];
  const badLines: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim();
    if (name) headers.push({ name, value: line.slice(colon + 1).trim() });
    else if (line.trim()) badLines.push(index + 1);
  }
  return { headers, badLines };
}
