import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import type { Bodies } from './bodies.ts';
import { Refusal } from './refusal.ts';

const unzip = promisify(gunzip);

/**
 * The body of a request as text, unzipped where it says gzip. Refuses more than `maxBytes` before or after that, and fails
 * with UNAVAILABLE where all bodies together hold too much of the memory.
 */
export async function readBody(
  request: IncomingMessage,
  { maxBytes, bodies }: { maxBytes: number; bodies: Pick<Bodies, 'take'> },
): Promise<string> {
  const bytes = await readBytes(request, { maxBytes, received: (more) => bodies.take(request, more) });
  return bytes.toString('utf8');
}

/** The same as bytes. @param received is told of further bytes, as they came and unzipped. */
export async function readBytes(
  request: IncomingMessage,
  { maxBytes, received }: { maxBytes: number; received?: (bytes: number) => void },
): Promise<Buffer> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip')
    throw new Refusal(415, `Content-Encoding must be gzip or absent, got ${encoding}`);
  const chunks: Buffer[] = [];
  let size = 0;
  // A refused request stays open: its answer has yet to go out on the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new Refusal(413, `the body must have at most ${maxBytes} bytes, got ${size} or more`);
    received?.(chunk.length);
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (encoding === 'identity') return body;
  const whole = await unzipped(body, maxBytes);
  received?.(whole.length);
  return whole;
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
