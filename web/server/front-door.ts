import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebConfig } from './config.ts';
import type { GraphqlProxy, ProxiedCaller } from './graphql-proxy.ts';
import type { Pages } from './pages.ts';
import { withRequestContext } from './request-context.ts';
import { isSameOrigin, lastOf, requestOrigin } from './request-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { refuseUpgrade } from './upgraded-sockets.ts';
import type { WorkerFile } from './worker-files.ts';

/** What stands behind the door. */
export interface FrontDoorDeps {
  readonly proxy: GraphqlProxy;
  /** The pages, or undefined while they are not ready. */
  readonly pages: () => Pages | undefined;
  /** What browsers keep for the time without a network, by path. */
  readonly files: () => ReadonlyMap<string, WorkerFile>;
  readonly gatewayUrl: () => string;
  readonly devicePort: () => number;
}

/** Decides for every request of a browser who answers it: the gateway for `/graphql` and `/graphiql`, the pages for all else. */
export interface FrontDoor {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** The browser talks to its own host only, so requests that come from pages of other origins are refused here. */
export function createFrontDoor(config: WebConfig, deps: FrontDoorDeps): FrontDoor {
  const { proxy, pages, files, gatewayUrl, devicePort } = deps;

  function callerOf(request: IncomingMessage): ProxiedCaller | null {
    const encrypted = 'encrypted' in request.socket && request.socket.encrypted === true;
    const { trustProxy } = config;
    const origin = requestOrigin(request.headers, { encrypted, trustProxy });
    const forwardedFor = trustProxy ? lastOf(request.headers['x-forwarded-for']) : undefined;
    return origin && { origin, address: forwardedFor ?? request.socket.remoteAddress ?? '' };
  }

  async function showPage(request: IncomingMessage, response: ServerResponse, caller: ProxiedCaller): Promise<void> {
    const behind = pages();
    if (!behind) return refuse(response, 503);
    const { baseDomain, mapboxToken, basemapUrl, dev } = config;
    const { origin, address: clientAddress } = caller;
    const nonce = randomBytes(16).toString('base64');
    const basemapOrigin = basemapUrl && new URL(basemapUrl).origin;
    const headers = securityHeaders({ nonce, mapbox: mapboxToken !== null, basemapOrigin, dev });
    response.setHeaders(new Map(Object.entries(headers)));
    // Next finds the nonce for its own scripts in the policy of the request.
    request.headers['content-security-policy'] = headers['content-security-policy'];
    const deviceUrl = config.deviceUrl ?? `http://${origin.hostname}:${devicePort()}`;
    const { build } = behind;
    const maps = { mapboxToken, basemapUrl };
    const context = { build, gatewayUrl: gatewayUrl(), origin, clientAddress, baseDomain, deviceUrl, ...maps };
    await withRequestContext(context, () => behind.handle(request, response));
  }

  return {
    async handle(request, response) {
      const caller = callerOf(request);
      if (!caller) return refuse(response, 400);
      if (!pages()) return refuse(response, 503);
      if (isGraphiql(request)) return proxy.handle(request, response, caller);
      const file = files().get(request.url ?? '');
      if (file) return sendFile(request, response, file);
      if (!isGraphql(request)) return showPage(request, response, caller);
      const from = request.headers.origin;
      if (from !== undefined && !isSameOrigin(from, caller.origin)) return refuse(response, 403);
      return proxy.handle(request, response, caller);
    },
    upgrade(request, socket, head) {
      const caller = callerOf(request);
      const behind = pages();
      if (!caller) return refuseUpgrade(socket, 400);
      if (!behind) return refuseUpgrade(socket, 503);
      if (!isSameOrigin(request.headers.origin, caller.origin)) return refuseUpgrade(socket, 403);
      if (isGraphql(request)) proxy.upgrade(request, { socket, head }, caller);
      else behind.upgrade(request, socket, head);
    },
  };
}

function isGraphql(request: IncomingMessage): boolean {
  return /^\/graphql(?:\?|$)/.test(request.url ?? '');
}

/** Reading GraphiQL and its parts is harmless from anywhere; a path that leads out of its folder is none of them. */
function isGraphiql({ method, url = '' }: IncomingMessage): boolean {
  const base = 'http://own.invalid';
  if (method !== 'GET' || !URL.canParse(url, base)) return false;
  return /^\/graphiql(?:\/|$)/.test(new URL(url, base).pathname);
}

function sendFile({ method }: IncomingMessage, response: ServerResponse, { headers, body }: WorkerFile): void {
  if (method !== 'GET' && method !== 'HEAD') return refuse(response, 405);
  response.writeHead(200, { ...headers }).end(method === 'GET' ? body : undefined);
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end();
}
