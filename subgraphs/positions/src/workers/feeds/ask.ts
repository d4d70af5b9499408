import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

import { reasonOf, requestTarget, resolveTarget, retryAfterMs, type AllowedTargets, type Resolve } from '@trekker/kit';

/** A question to somebody outside. */
export interface Question {
  readonly url: string;
  /** Where it may go although that is no public address, or has no TLS. */
  readonly allowed: AllowedTargets;
  readonly resolve: Resolve;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Longest time until the whole answer is there, in milliseconds. */
  readonly timeoutMs: number;
  /** Largest answer after decompression, in bytes. */
  readonly maxBytes: number;
  /** Unix milliseconds, to read `Retry-After` by. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** An answer with status 200 or 304, or why there is none. */
export type Answer =
  | {
      readonly kind: 'answer';
      /** Null: it is what it was (304). */
      readonly body: Buffer | null;
      readonly headers: IncomingHttpHeaders;
    }
  | {
      readonly kind: 'failure';
      /** HTTP status, or null where there was none. */
      readonly status: number | null;
      /** One sentence without secrets. */
      readonly problem: string;
      /** How long the other side asks to be left alone, in milliseconds, or null. */
      readonly wishMs: number | null;
    };

/** Asks once, if that address may be asked; follows no redirect. Never fails: what went wrong is the answer. */
export async function ask(question: Question): Promise<Answer> {
  const { url, allowed, resolve, method, headers, body, timeoutMs, signal } = question;
  const target = await resolveTarget(url, { allowed, resolve });
  if ('problem' in target) return failure(target.problem);
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  try {
    const sent = { 'user-agent': 'Trekker-Feeds/1', 'accept-encoding': 'gzip', ...headers };
    const response = await requestTarget({
      target,
      method,
      headers: sent,
      ...(body === undefined ? {} : { body }),
      signal: deadline,
    });
    return await readAnswer(response, question);
  } catch (reason) {
    if (signal.aborted) return failure('stopped');
    return failure(deadline.aborted ? `no whole answer within ${timeoutMs} ms` : reasonOf(reason));
  }
}

async function readAnswer(response: IncomingMessage, { maxBytes, now }: Question): Promise<Answer> {
  const { statusCode: status = 0, headers } = response;
  if (status === 200) return { kind: 'answer', body: await readBody(response, maxBytes), headers };
  // Nothing of it is read.
  response.destroy();
  if (status === 304) return { kind: 'answer', body: null, headers };
  const isRedirect = status >= 300 && status < 400;
  const wishMs = retryAfterMs(headers['retry-after'], now);
  return { ...failure(isRedirect ? 'redirects are not followed' : `answered ${status}`), status, wishMs };
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of unpacked(response)) {
    bytes += (chunk as Buffer).length;
    if (bytes > maxBytes) throw new Error(`answered more than ${maxBytes} bytes`);
    chunks.push(chunk as Buffer);
  }
  if (!response.complete) throw new Error('the answer was cut off');
  return Buffer.concat(chunks);
}

function unpacked(response: IncomingMessage): AsyncIterable<unknown> {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return response;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') throw new Error(`answered in ${encoding}, which was not asked for`);
  // What ends one ends the other; whoever reads hears why.
  return pipeline(response, createGunzip(), () => {});
}

function failure(problem: string): Extract<Answer, { kind: 'failure' }> {
  return { kind: 'failure', status: null, problem, wishMs: null };
}
