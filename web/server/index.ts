import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { ensureBuild, type BuildLog } from './build.ts';
import type { WebConfig } from './config.ts';
import { createGraphqlProxy, type ProxiedCaller } from './graphql-proxy.ts';
import { startPages, type Pages } from './pages.ts';
import { withRequestContext } from './request-context.ts';
import { isSameOrigin, requestOrigin } from './request-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { refuseUpgrade } from './upgraded-sockets.ts';

export { ensureBuild, type BuildLog } from './build.ts';
export { webOptions, type WebConfig } from './config.ts';

/** The web app as something that starts and stops. Its shape is that of kit's `Service`. */
export interface WebService extends AsyncDisposable {
  readonly name: 'web';
  /** Builds the pages if their sources changed, then listens. */
  start(): Promise<void>;
  /** Closes every connection and the pages' renderer. Safe to call more than once. */
  stop(): Promise<void>;
  /** Null while pages are served, else why not. */
  ready(): Promise<string | null>;
  /** Where the web app listens, for example `http://127.0.0.1:3000`. Fails before `start` resolved. */
  address(): string;
}

/** What the web app needs from the rest of the installation. */
export interface WebDeps {
  readonly log: BuildLog;
  /** Address of the gateway's GraphQL endpoint, asked for each request. */
  readonly gatewayUrl: () => string;
  /** Port of the phone intake, for the addresses shown to people. */
  readonly devicePort: () => number;
}

/** How long pages under way may still take when the service stops, in milliseconds. */
const STOP_GRACE_MS = 1_000;

/** Serves the pages and passes `/graphql` on to the gateway, so that a browser talks to one host only. */
export function createWeb(config: WebConfig, { log, gatewayUrl, devicePort }: WebDeps): WebService {
  const proxy = createGraphqlProxy({ gatewayUrl });
  const building = new AbortController();
  const server = createServer((request, response) => void handle(request, response));
  server.on('upgrade', (request, socket, head) => upgrade(request, socket, head));
  let pages: Pages | undefined;
  let stopping: Promise<void> | undefined;

  function callerOf(request: IncomingMessage): ProxiedCaller | null {
    const encrypted = 'encrypted' in request.socket && request.socket.encrypted === true;
    const origin = requestOrigin(request.headers, { encrypted, trustProxy: config.trustProxy });
    return origin && { origin, address: addressOf(request, config.trustProxy) };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const caller = callerOf(request);
    if (!caller || !pages) return refuse(response, caller ? 503 : 400);
    if (isGraphql(request)) {
      const from = request.headers.origin;
      if (from !== undefined && !isSameOrigin(from, caller.origin)) return refuse(response, 403);
      return proxy.handle(request, response, caller);
    }
    const { origin, address: clientAddress } = caller;
    const nonce = randomBytes(16).toString('base64');
    const headers = securityHeaders({ nonce, mapbox: config.mapboxToken !== null, dev: config.dev });
    response.setHeaders(new Map(Object.entries(headers)));
    // Next finds the nonce for its own scripts in the policy of the request.
    request.headers['content-security-policy'] = headers['content-security-policy'];
    const deviceUrl = config.deviceUrl ?? `http://${origin.hostname}:${devicePort()}`;
    const { baseDomain, mapboxToken } = config;
    const context = { gatewayUrl: gatewayUrl(), origin, clientAddress, baseDomain, deviceUrl, mapboxToken, nonce };
    await withRequestContext(context, () => pages?.handle(request, response));
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const caller = callerOf(request);
    if (!caller || !pages) return refuseUpgrade(socket, caller ? 503 : 400);
    if (!isGraphql(request)) return pages.upgrade(request, socket, head);
    if (!isSameOrigin(request.headers.origin, caller.origin)) return refuseUpgrade(socket, 403);
    proxy.upgrade(request, { socket, head }, caller);
  }

  async function stop(): Promise<void> {
    building.abort();
    proxy.stop();
    await closeServer();
    await pages?.stop();
    pages = undefined;
  }

  async function closeServer(): Promise<void> {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    const grace = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
    await closed;
    clearTimeout(grace);
  }

  const stopOnce = () => (stopping ??= stop());
  return {
    name: 'web',
    async start() {
      if (!config.dev) await ensureBuild({ log, signal: building.signal });
      pages = await startPages({ dev: config.dev, host: config.host, port: config.port });
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(config.port, config.host, resolve);
      });
    },
    stop: stopOnce,
    ready: async () => (pages && server.listening ? null : 'not listening'),
    address() {
      const bound = server.address();
      if (!isBound(bound)) throw new Error('the web app does not listen yet');
      return `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`;
    },
    [Symbol.asyncDispose]: stopOnce,
  };
}

function isGraphql(request: IncomingMessage): boolean {
  return /^\/graphql(?:\?|$)/.test(request.url ?? '');
}

function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy
    ? String(request.headers['x-forwarded-for'] ?? '')
        .split(',')[0]
        ?.trim()
    : '';
  return forwarded || (request.socket.remoteAddress ?? '');
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end();
}

function isBound(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
