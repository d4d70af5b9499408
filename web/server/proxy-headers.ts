import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { ProxiedCaller } from './graphql-proxy.ts';

type Headers = Record<string, string | string[]>;

// Headers that speak about one connection only (RFC 9110 §7.6.1), and those this proxy states itself.
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const OWN = new Set(['host', 'forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto']);

/**
 * The headers a request is passed on with: the browser's without those of its connection, and who it came from.
 * A WebSocket goes without cookies, because a page of another site can open one; it proves itself in `connection_init`.
 */
export function forwardedHeaders(
  request: IncomingMessage,
  caller: ProxiedCaller,
  { upgrade = false }: { upgrade?: boolean } = {},
): Headers {
  const headers = withoutHopByHop(request.headers);
  for (const name of OWN) delete headers[name];
  headers['x-forwarded-for'] = caller.address;
  headers['x-forwarded-host'] = new URL(caller.origin.origin).host;
  headers['x-forwarded-proto'] = caller.origin.encrypted ? 'https' : 'http';
  if (request.headers['transfer-encoding']) headers['transfer-encoding'] = 'chunked';
  if (upgrade) {
    delete headers['cookie'];
    headers['connection'] = 'Upgrade';
    headers['upgrade'] = request.headers.upgrade ?? 'websocket';
  }
  return headers;
}

/** The headers of the gateway's answer without those of its connection. */
export function responseHeaders(headers: IncomingHttpHeaders): Headers {
  return withoutHopByHop(headers);
}

function withoutHopByHop(headers: IncomingHttpHeaders): Headers {
  const named = new Set((headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()));
  const kept: Headers = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name) && !named.has(name)) kept[name] = value;
  }
  return kept;
}
