import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';

import { retryAfterMs, type AttemptResult } from '../../domain/notifications/attempt.ts';
import type { ResolvedTarget } from './resolve-target.ts';

/** One POST. */
export interface WebhookPost {
  readonly target: ResolvedTarget;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
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
export async function postWebhook({
  target,
  headers,
  body,
  timeoutMs,
  now,
  signal,
}: WebhookPost): Promise<AttemptResult> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  try {
    const response = await send({ target, headers, body, signal: deadline });
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

function send({
  target,
  headers,
  body,
  signal,
}: Pick<WebhookPost, 'target' | 'headers' | 'body' | 'signal'>): Promise<IncomingMessage> {
  const { address, host, port, path, isHttps } = target;
  const family = isIP(address);
  return new Promise((resolve, reject) => {
    const request = (isHttps ? requestHttps : requestHttp)({
      method: 'POST',
      host,
      port,
      path,
      signal,
      // A connection of its own: one kept from before might lead to an address that was not checked.
      agent: false,
      lookup: (_host, options, found) =>
        options.all ? found(null, [{ address, family }]) : found(null, address, family),
      ...(isHttps && !isIP(host) ? { servername: host } : {}),
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'Trekker-Webhooks/1',
        connection: 'close',
        ...headers,
      },
    });
    request.on('response', resolve).on('error', reject);
    request.end(body);
  });
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

function reasonOf(failure: unknown): string {
  const message = failure instanceof Error ? failure.message || failure.name : String(failure);
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
  return (message.includes(code) ? message : `${code} ${message}`).slice(0, 500);
}
