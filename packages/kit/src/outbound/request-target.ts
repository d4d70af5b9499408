import { Agent as HttpAgent, request as requestHttp, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP } from 'node:net';

import type { ResolvedTarget } from './resolve-target.ts';

/** One request. */
export interface TargetRequest {
  readonly target: ResolvedTarget;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: none. */
  readonly body?: string | Buffer;
  /** Ends the request, and the reading of its answer. */
  readonly signal: AbortSignal;
}

/** Tries one address after another; each may take so long until the connection is there, in milliseconds. */
const CONNECTING = { autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 3_000 };

/**
 * Sends a request to the first of the checked addresses that takes a connection, whatever the name stands for by now, on a
 * connection of its own; follows no redirect and uses no proxy. Resolves when the head of the answer is there; fails as `node:http` does.
 */
export function requestTarget({ target, method, headers, body, signal }: TargetRequest): Promise<IncomingMessage> {
  const { host, port, path, isHttps } = target;
  const addresses = target.addresses.map((address) => ({ address, family: isIP(address) }));
  return new Promise((resolve, reject) => {
    const request = (isHttps ? requestHttps : requestHttp)({
      method,
      host,
      port,
      path,
      signal,
      // A connection of its own: one kept from before might lead to an address that was not checked.
      agent: new (isHttps ? HttpsAgent : HttpAgent)(CONNECTING),
      lookup: (_host, _options, found) => found(null, addresses),
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

/** What a request failed with, in one line of at most 500 characters; what a name stands for is not told. */
export function reasonOf(failure: unknown): string {
  // Each of several addresses failed.
  if (failure instanceof AggregateError) return reasonOf(failure.errors.at(-1));
  if (failure instanceof Error && 'address' in failure && 'code' in failure) return `connect ${String(failure.code)}`;
  const message = failure instanceof Error ? failure.message || failure.name : String(failure);
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
  return (message.includes(code) ? message : `${code} ${message}`).slice(0, 500);
}
