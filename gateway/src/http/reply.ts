import type { ServerResponse } from 'node:http';
import { WROTE_HEADER, formatOffsets } from './read-after.ts';
import type { Offsets } from '@trekker/kit';
import type { MediaType } from './accept.ts';

/** A GraphQL response on its way out. */
export interface Reply {
  readonly status: number;
  readonly mediaType: Exclude<MediaType, 'text/event-stream'>;
  /** JSON. */
  readonly text: string;
  readonly wrote?: Offsets | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a GraphQL response. Does nothing when the client has gone. */
export function sendReply(response: ServerResponse, { status, mediaType, text, wrote, headers = {} }: Reply): void {
  if (response.destroyed || response.headersSent) return;
  const bytes = Buffer.byteLength(text);
  response.writeHead(status, {
    'content-type': `${mediaType}; charset=utf-8`,
    'content-length': bytes,
    'cache-control': 'no-store',
    ...(wrote && Object.keys(wrote).length > 0 ? { [WROTE_HEADER]: formatOffsets(wrote) } : {}),
    ...headers,
  });
  // Given as text it leaves in one piece with the head.
  response.end(text, bytes === text.length ? 'latin1' : 'utf8');
}

/** Sends anything that is not GraphQL. */
export function sendText(
  response: ServerResponse,
  status: number,
  { type, body }: { type: string; body: string },
): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}
