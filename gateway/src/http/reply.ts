import type { ServerResponse } from 'node:http';
import { WROTE_HEADER, formatOffsets } from './read-after.ts';
import type { Offsets } from '@trekker/kit';
import type { MediaType } from './accept.ts';
import { compress, type ContentCoding } from './content-coding.ts';

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
export function sendReply(response: ServerResponse, reply: Reply): void {
  if (response.destroyed || response.headersSent) return;
  const { text } = reply;
  const bytes = Buffer.byteLength(text);
  response.writeHead(reply.status, headOf(reply, bytes));
  // Given as text it leaves in one piece with the head.
  response.end(text, bytes === text.length ? 'latin1' : 'utf8');
}

/** Sends a GraphQL response in fewer bytes, once it is compressed. */
export async function sendCompressed(response: ServerResponse, reply: Reply, coding: ContentCoding): Promise<void> {
  const body = await compress(reply.text, coding);
  if (response.destroyed || response.headersSent) return;
  response.writeHead(reply.status, { ...headOf(reply, body.length), 'content-encoding': coding });
  response.end(body);
}

function headOf({ mediaType, wrote, headers = {} }: Reply, bytes: number): Record<string, string | number> {
  return {
    'content-type': `${mediaType}; charset=utf-8`,
    'content-length': bytes,
    'cache-control': 'no-store',
    ...(wrote && Object.keys(wrote).length > 0 ? { [WROTE_HEADER]: formatOffsets(wrote) } : {}),
    ...headers,
  };
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
