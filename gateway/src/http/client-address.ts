import type { IncomingMessage } from 'node:http';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * The address a request came from. `X-Forwarded-For` counts only where an operator said so and the peer is this machine;
 * then its last entry, the one our own proxy added.
 */
export function clientAddress(request: IncomingMessage, trustForwardedFor: boolean): string | undefined {
  const peer = request.socket.remoteAddress;
  if (!trustForwardedFor || peer === undefined || !LOOPBACK.has(peer)) return peer;
  const forwarded = request.headers['x-forwarded-for'];
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : forwarded)?.split(',').at(-1)?.trim();
  return last || peer;
}
