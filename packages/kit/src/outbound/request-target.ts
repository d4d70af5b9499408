import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';

import type { ResolvedTarget } from './resolve-target.ts';

/** One request. */
export interface TargetRequest {
  readonly target: ResolvedTarget;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: none. */
  readonly body?: string;
  /** Ends the request, and the reading of its answer. */
  readonly signal: AbortSignal;
}

/**
 * Sends a request to the address that was checked, whatever the name stands for by now, on a connection of its own; follows
 * no redirect and uses no proxy. Resolves when the head of the answer is there; fails as `node:http` does.
 */
export function requestTarget({ target, method, headers, body, signal }: TargetRequest): Promise<IncomingMessage> {
  const { address, host, port, path, isHttps } = target;
  const family = isIP(address);
  return new Promise((resolve, reject) => {
    const request = (isHttps ? requestHttps : requestHttp)({
      method,
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
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        connection: 'close',
        ...headers,
      },
    });
    request.on('response', resolve).on('error', reject);
    request.end(body);
  });
}

/** What a request failed with, in one line of at most 500 characters. */
export function reasonOf(failure: unknown): string {
  const message = failure instanceof Error ? failure.message || failure.name : String(failure);
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
  return (message.includes(code) ? message : `${code} ${message}`).slice(0, 500);
}
