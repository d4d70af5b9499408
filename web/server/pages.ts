import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Duplex } from 'node:stream';

/** The pages, rendered inside this process. */
export interface Pages {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Only pages compiled on request use sockets of their own; others are closed. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): Promise<void>;
}

/** The part of Next that is used here. */
interface NextApp {
  prepare(): Promise<void>;
  getRequestHandler(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close(): Promise<void>;
}

interface NextOptions {
  readonly dev: boolean;
  readonly dir: string;
  readonly hostname: string;
  readonly port: number;
  readonly quiet: boolean;
  readonly httpServer: Server;
}

/**
 * Next's own types are not imported: they change `process.env` and the meaning of JSX for everybody who imports this
 * file, other services included.
 */
const next = createRequire(import.meta.url)('next') as (options: NextOptions) => NextApp;

/**
 * Starts Next in this process, from the build in `.next/` or, with `dev`, compiling on request.
 * Next registers an `uncaughtException` listener that only logs; it is taken away again, because a process that holds
 * other services must not go on after an unknown failure.
 */
export async function startPages(options: { dev: boolean; host: string; port: number }): Promise<Pages> {
  const before = new Set(process.listeners('uncaughtException'));
  const { dev, host, port } = options;
  // Next adds an upgrade listener to the server it finds; one that never listens keeps it away from `/graphql`.
  const upgrades = createServer();
  const dir = dirname(import.meta.dirname);
  const app = next({ dev, dir, hostname: host, port, quiet: true, httpServer: upgrades });
  await app.prepare();
  for (const listener of process.listeners('uncaughtException')) {
    if (!before.has(listener)) process.off('uncaughtException', listener);
  }
  const handle = app.getRequestHandler();
  return {
    handle: (request, response) => handle(request, response),
    upgrade(request, socket, head) {
      if (!dev || !upgrades.emit('upgrade', request, socket, head)) socket.destroy();
    },
    stop: () => app.close(),
  };
}
