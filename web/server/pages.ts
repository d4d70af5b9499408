import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { next } from './next-factory.ts';

/** The pages, rendered inside this process. */
export interface Pages {
  /** Names the build, or null when pages are compiled on request. */
  readonly build: string | null;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Only pages compiled on request use sockets of their own; others are closed. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): Promise<void>;
}

/**
 * Starts Next in this process, from the build in `.next/` or, with `dev`, compiling on request.
 *
 * Next registers an `uncaughtException` listener that only logs; it is taken away again, because a process that holds
 * other services must not go on after an unknown failure. Its `unhandledRejection` listener stays for the life of the
 * process: the renderer leaves rejected promises behind when a browser goes away, and no browser may end the process.
 */
export async function startPages(options: { dev: boolean; host: string; port: number }): Promise<Pages> {
  const { dev, host, port } = options;
  const before = new Set(process.listeners('uncaughtException'));
  // Next adds an upgrade listener to the server it finds; one that never listens keeps it away from `/graphql`.
  const upgrades = createServer();
  const dir = dirname(import.meta.dirname);
  const app = next({ dev, dir, hostname: host, port, quiet: true, httpServer: upgrades });
  await app.prepare();
  for (const listener of process.listeners('uncaughtException')) {
    if (!before.has(listener)) process.off('uncaughtException', listener);
  }
  const handle = app.getRequestHandler();
  const build = dev ? null : (await readFile(join(dir, '.next', 'BUILD_ID'), 'utf8')).trim();
  return {
    build,
    handle: (request, response) => handle(request, response),
    upgrade(request, socket, head) {
      if (!dev || !upgrades.emit('upgrade', request, socket, head)) socket.destroy();
    },
    stop: () => app.close(),
  };
}
