import type { IncomingMessage } from 'node:http';

import { reasonOf, requestTarget, retryAfterMs, type ResolvedTarget } from '@trekker/kit';

import type { AttemptResult } from '../../domain/notifications/attempt.ts';

/** One POST, of a webhook or a push. */
export interface Post {
  readonly target: ResolvedTarget;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Longest time until the whole answer is there, in milliseconds. */
  readonly timeoutMs: number;
  /** Unix milliseconds, to read `Retry-After` by. */
  readonly now: number;
  readonly signal: AbortSignal;
}

const KEPT_BYTES = 1_024;

/**
 * Posts to the address that was checked, whatever the name stands for by now; follows no redirect and uses no proxy.
 * Never fails: what went wrong is the result.
 */
export async function post({ target, headers, body, timeoutMs, now, signal }: Post): Promise<AttemptResult> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  try {
    const response = await requestTarget({
      target,
      method: 'POST',
      headers: { 'user-agent': 'Trekker-Webhooks/1', ...headers },
      body,
      signal: deadline,
    });
    const kept = await beginningOf(response);
    const { statusCode = null } = response;
    const isRedirect = statusCode !== null && statusCode >= 300 && statusCode < 400;
    const isGood = statusCode !== null && statusCode >= 200 && statusCode < 300;
    const error = isGood ? null : isRedirect ? 'redirects are not followed' : `answered ${statusCode}`;
    return { statusCode, error, response: kept, wishMs: retryAfterMs(response.headers['retry-after'], now) };
  } catch (failure) {
    const isLate = deadline.aborted && !signal.aborted;
    return { statusCode: null, error: isLate ? `no answer within ${timeoutMs} ms` : reasonOf(failure), response: null };
  }
}

/** The first KiB of an answer as text PostgreSQL takes; nothing behind it is read. */
async function beginningOf(response: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length >= KEPT_BYTES) break; // ends the response
  }
  const text = Buffer.concat(chunks).subarray(0, KEPT_BYTES).toString('utf8').replaceAll('\0', '\u{FFFD}');
  return text === '' ? null : text;
}
