import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { HttpRefused } from './http-refused.ts';

/** How much of a body is read. */
export interface BodyLimits {
  /** Bytes that anybody may send at any time. */
  readonly freeBytes: number;
  /** Most bytes where more is let in: told the length that the request states, or null. Fails where it is not. */
  readonly admit: (statedBytes: number | null) => Promise<number>;
}

/** What is refused by its length is read to its end and dropped up to so many bytes, so that the sender hears why. */
const MOST_DROPPED_BYTES = 268_435_456;

/**
 * The body as text. Fails with 413 beyond the limits, and with 415 when it is compressed, which would let a few bytes
 * become many, or with 400 when it is not UTF-8.
 */
export async function readBody(request: IncomingMessage, limits: BodyLimits): Promise<string> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new HttpRefused(415, `bodies must not be compressed, got content-encoding ${JSON.stringify(encoding)}`);
  }
  try {
    return decode(await bytesOf(request, limits));
  } catch (failure) {
    request.resume();
    throw failure;
  }
}

/** The refusal of a body of so many bytes, or of more than are read where its length is not known. */
export function tooLarge(bytes: number | null, { most, of = '' }: { most: number; of?: string }): HttpRefused {
  const size = bytes === null ? `is larger than ${most} bytes` : `has ${bytes} bytes, more than ${most}`;
  const headers: Record<string, string> = (bytes ?? 0) > MOST_DROPPED_BYTES ? { connection: 'close' } : {};
  return new HttpRefused(413, `the body ${size}, the most that is read${of}`, { code: 'QUERY_TOO_COMPLEX', headers });
}

async function bytesOf(request: IncomingMessage, { freeBytes, admit }: BodyLimits): Promise<Buffer> {
  const { 'content-length': length } = request.headers;
  const stated = length === undefined ? null : Number(length);
  let most = stated !== null && stated > freeBytes ? await admit(stated) : freeBytes;
  if (stated !== null && stated > most) throw tooLarge(stated, { most });
  // A body of known length cannot turn out to be longer.
  if (stated !== null && Number.isInteger(stated)) return wholeOf(request);
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not destroy the socket, which still has to carry the refusal.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most && most === freeBytes) most = await admit(stated);
    if (size > most) throw tooLarge(null, { most });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** All bytes of a body. An iterator would cost as much again as everything else that is done for a small request. */
function wholeOf(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let first: Buffer | undefined;
    let others: Buffer[] | undefined;
    request.on('data', (chunk: Buffer) => {
      if (!first) first = chunk;
      else (others ??= [first]).push(chunk);
    });
    request.once('end', () => resolve(others ? Buffer.concat(others) : (first ?? EMPTY)));
    request.once('error', reject);
    request.once('close', () => {
      // Every request closes; the stack of an error that nobody hears of is a large part of what a small one costs.
      if (!request.readableEnded) reject(new Error('the request broke off'));
    });
  });
}

const EMPTY = Buffer.alloc(0);

function decode(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new HttpRefused(400, 'the body is not UTF-8');
  // A mark of byte order is no part of the text.
  return bytes.toString('utf8', bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
}
