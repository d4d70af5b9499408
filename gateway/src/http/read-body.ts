import type { IncomingMessage } from 'node:http';
import { HttpRefused } from './http-refused.ts';

/**
 * The body as text. Fails with 413 beyond `maxBytes`, without reading further, and with 415 when it is compressed, which
 * would let a few bytes become many, or not UTF-8.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new HttpRefused(415, `bodies must not be compressed, got content-encoding ${JSON.stringify(encoding)}`);
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not destroy the socket, which still has to carry the refusal.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return decode(Buffer.concat(chunks));
}

function tooLarge(maxBytes: number): HttpRefused {
  const headers = { connection: 'close' };
  return new HttpRefused(413, `the body is larger than ${maxBytes} bytes`, { code: 'QUERY_TOO_COMPLEX', headers });
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HttpRefused(400, 'the body is not UTF-8');
  }
}
