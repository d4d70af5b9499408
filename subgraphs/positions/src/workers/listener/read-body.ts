import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import { Refusal } from './refusal.ts';

const unzip = promisify(gunzip);

/** The body of a request as text, unzipped where it says gzip. Refuses more than `maxBytes` before or after that. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  return (await readBytes(request, maxBytes)).toString('utf8');
}

/** The same as bytes. */
export async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip')
    throw new Refusal(415, `Content-Encoding must be gzip or absent, got ${encoding}`);
  const chunks: Buffer[] = [];
  let size = 0;
  // A refused request stays open: its answer has yet to go out on the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new Refusal(413, `the body must have at most ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  return encoding === 'gzip' ? unzipped(body, maxBytes) : body;
}

async function unzipped(body: Buffer, maxBytes: number): Promise<Buffer> {
  try {
    return await unzip(body, { maxOutputLength: maxBytes });
  } catch (failure) {
    const tooLarge = failure instanceof RangeError;
    throw tooLarge
      ? new Refusal(413, `the body must have at most ${maxBytes} bytes when unzipped`)
      : new Refusal(400, 'the body is not gzip although Content-Encoding says so');
  }
}
