import { HttpRefused } from './http-refused.ts';

/** How an answer may be written. */
export type MediaType = 'application/graphql-response+json' | 'application/json' | 'text/event-stream';

const OFFERED: readonly MediaType[] = ['application/json', 'application/graphql-response+json', 'text/event-stream'];

/**
 * The offered type the client likes best; on a tie, the one it names first. JSON when it names none or any.
 * Fails with 406 when it accepts nothing of ours. (RFC 9110, 12.5.1)
 */
export function negotiate(accept: string | undefined): MediaType {
  if (accept === undefined || accept.trim() === '') return 'application/json';
  const ranges = accept.split(',').map(parseRange);
  const liked = ranges.filter(({ quality }) => quality > 0).toSorted((a, b) => b.quality - a.quality);
  for (const { type } of liked) {
    if (type === '*/*' || type === 'application/*') return 'application/json';
    const offered = OFFERED.find((candidate) => candidate === type);
    if (offered) return offered;
  }
  throw new HttpRefused(
    406,
    `answers come as ${OFFERED.join(', ')}, got accept ${JSON.stringify(accept.slice(0, 200))}`,
  );
}

function parseRange(range: string): { type: string; quality: number } {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { type, quality: quality === undefined ? 1 : Number(quality) || 0 };
}
