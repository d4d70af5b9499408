import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { BASEMAP_STYLE_PATH, createBasemapDoor } from './basemap/basemap-door.ts';
import type { BasemapFile } from './basemap/basemap-file.ts';
import type { WebConfig } from './config.ts';
import type { GraphqlProxy, ProxiedCaller } from './graphql-proxy.ts';
import type { Pages } from './pages.ts';
import { withRequestContext, type RequestContext } from './request-context.ts';
import { isSameOrigin, lastOf, requestOrigin } from './request-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { createSignedInCheck } from './signed-in.ts';
import { refuseUpgrade } from './upgraded-sockets.ts';
import type { WorkerFile } from './worker-files.ts';

/** What stands behind the door. */
export interface FrontDoorDeps {
  readonly proxy: GraphqlProxy;
  /** The pages, or undefined while they are not ready. */
  readonly pages: () => Pages | undefined;
  /** What browsers keep for the time without a network, by path. */
  readonly files: () => ReadonlyMap<string, WorkerFile>;
  /** The operator's archive, or null where there can be none. */
  readonly basemap: BasemapFile | null;
  readonly gatewayUrl: () => string;
  readonly devicePort: () => number;
  /** Told of what the pages threw; the browser is sent a page that says so. */
  readonly onFailure: (failure: unknown, path: string) => void;
}

/** Decides for every request of a browser who answers it: the gateway for `/graphql` and `/graphiql`, the operator's archive for `/basemap/`, the pages for all else. */
export interface FrontDoor {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** The browser talks to its own host only, so requests that come from pages of other origins are refused here. */
export function createFrontDoor(config: WebConfig, deps: FrontDoorDeps): FrontDoor {
  const { proxy, pages, files, basemap, gatewayUrl, devicePort, onFailure } = deps;
  const tiles = basemap && createBasemapDoor(basemap);
  const sessions = createSignedInCheck();

  function callerOf(request: IncomingMessage): ProxiedCaller | null {
    const encrypted = 'encrypted' in request.socket && request.socket.encrypted === true;
    const { trustProxy } = config;
    const origin = requestOrigin(request.headers, { encrypted, trustProxy });
    const forwardedFor = trustProxy ? lastOf(request.headers['x-forwarded-for']) : undefined;
    return origin && { origin, address: forwardedFor ?? request.socket.remoteAddress ?? '' };
  }

  async function contextFor(build: string | null, { origin, address }: ProxiedCaller): Promise<RequestContext> {
    const { baseDomain, mapboxToken } = config;
    const basemapUrl = config.basemapUrl ?? ((await basemap?.find()) ? BASEMAP_STYLE_PATH : null);
    const deviceUrl = config.deviceUrl ?? `http://${origin.hostname}:${devicePort()}`;
    const same = { baseDomain, mapboxToken, basemapUrl, onFailure };
    return { build, gatewayUrl: gatewayUrl(), origin, clientAddress: address, deviceUrl, ...same };
  }

  async function showPage(request: IncomingMessage, response: ServerResponse, caller: ProxiedCaller): Promise<void> {
    const behind = pages();
    if (!behind) return refuse(response, 503);
    const { mapboxToken, basemapUrl, dev } = config;
    const nonce = randomBytes(16).toString('base64');
    const basemapOrigin = basemapUrl && new URL(basemapUrl).origin;
    const headers = securityHeaders({ nonce, mapbox: mapboxToken !== null, basemapOrigin, dev });
    response.setHeaders(new Map(Object.entries(headers)));
    // Next finds the nonce for its own scripts in the policy of the request.
    request.headers['content-security-policy'] = headers['content-security-policy'];
    const context = await contextFor(behind.build, caller);
    await withRequestContext(context, () => behind.handle(request, response));
  }

  async function showTiles(request: IncomingMessage, response: ServerResponse, caller: ProxiedCaller): Promise<void> {
    const isSignedIn = async () => sessions(request.headers, await contextFor(null, caller));
    await tiles?.(request, response, { origin: caller.origin.origin, isSignedIn });
  }

  return {
    async handle(request, response) {
      const caller = callerOf(request);
      if (!caller) return refuse(response, 400);
      if (!pages()) return refuse(response, 503);
      if (isGraphiql(request)) return proxy.handle(request, response, caller);
      const file = files().get(request.url ?? '');
      if (file) return sendFile(request, response, file);
      if (tiles && request.url?.startsWith('/basemap/')) return showTiles(request, response, caller);
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
