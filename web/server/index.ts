import { createServer, type Server } from 'node:http';
import { basemapPlace } from './basemap/basemap-place.ts';
import { createBasemapFile } from './basemap/basemap-file.ts';
import { ensureBuild } from './build.ts';
import type { WebConfig } from './config.ts';
import { createFrontDoor } from './front-door.ts';
import { createGraphqlProxy } from './graphql-proxy.ts';
import { startPages, type Pages } from './pages.ts';
import { workerFiles, type WorkerFile } from './worker-files.ts';

export { ensureBuild, type BuildLog } from './build.ts';
export { webOptions, webProblem, type WebConfig } from './config.ts';

/** The web app as something that starts and stops. Its shape is that of kit's `Service`. */
export interface WebService extends AsyncDisposable {
  readonly name: 'web';
  /** Builds the pages if their sources changed, then listens. */
  start(): Promise<void>;
  /** Closes every connection and the pages' renderer. Safe to call more than once, and while it starts. */
  stop(): Promise<void>;
  /** Null while pages are served, else why not. */
  ready(): Promise<string | null>;
  /** Where the web app listens, for example `http://127.0.0.1:3000`. Fails before `start` resolved. */
  address(): string;
}

/** What the web app needs from the rest of the installation. */
export interface WebDeps {
  readonly log: WebLog;
  /** Address of the gateway's GraphQL endpoint, asked for each request. */
  readonly gatewayUrl: () => string;
  /** Port of the phone intake, for the addresses shown to people. */
  readonly devicePort: () => number;
  /** Folder of what the installation keeps, where a basemap is looked for; absent: it is not looked for. */
  readonly dataDir?: string;
}

/** The part of a structured log that is used here. */
export interface WebLog {
  info(bindings: Record<string, unknown>, message: string): void;
  error(bindings: Record<string, unknown>, message: string): void;
}

/** How long pages under way may still take when the service stops, in milliseconds. */
const STOP_GRACE_MS = 1_000;

/** Serves the pages and passes `/graphql` on to the gateway, so that a browser talks to one host only. */
export function createWeb(config: WebConfig, deps: WebDeps): WebService {
  const { log, gatewayUrl, devicePort, dataDir } = deps;
  const stopping = new AbortController();
  const proxy = createGraphqlProxy({ gatewayUrl });
  let pages: Pages | undefined;
  let files: ReadonlyMap<string, WorkerFile> = new Map();
  const place = basemapPlace(config, dataDir);
  const basemap = place && createBasemapFile(place, log);
  const onFailure = (err: unknown, path: string) => log.error({ err, path }, 'a page failed');
  const behind = { proxy, pages: () => pages, files: () => files, basemap, gatewayUrl, devicePort, onFailure };
  const door = createFrontDoor(config, behind);
  const server = createServer((request, response) => {
    door.handle(request, response).catch((err: unknown) => {
      onFailure(err, request.url ?? '');
      response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => door.upgrade(request, socket, head));

  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= stopNow());
  async function stopNow(): Promise<void> {
    stopping.abort();
    proxy.stop();
    await closeServer(server);
    await pages?.stop();
    await basemap?.close();
    pages = undefined;
  }

  return {
    name: 'web',
    async start() {
      const { dev, host, port } = config;
      // An operator whose file is bad is told at once, and not when somebody opens a map.
      await basemap?.find();
      if (!dev) await ensureBuild({ log, signal: stopping.signal });
      stopping.signal.throwIfAborted();
      pages = await startPages({ dev, host, port });
      if (pages.build !== null) files = workerFiles(pages.build);
      // Told to stop meanwhile: nothing may be left behind.
      if (stopping.signal.aborted) await pages.stop();
      stopping.signal.throwIfAborted();
      await listen(server, { host, port });
    },
    stop,
    ready: async () => (pages && server.listening ? null : 'not listening'),
    address: () => addressOf(server),
    [Symbol.asyncDispose]: stop,
  };
}

async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise((resolve) => server.close(resolve));
  const grace = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
  await closed;
  clearTimeout(grace);
}

function addressOf(server: Server): string {
  const bound = server.address();
  if (typeof bound !== 'object' || bound === null) throw new Error('the web app does not listen yet');
  return `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`;
}
