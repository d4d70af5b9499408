import type { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import type { Duplex } from 'node:stream';
import { next } from './next-factory.ts';

/** The pages, rendered inside this process. */
export interface Pages {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Only pages compiled on request use sockets of their own; others are closed. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): Promise<void>;
}

const FAILURES = ['uncaughtException', 'unhandledRejection', 'rejectionHandled'] as const;
type Failure = (typeof FAILURES)[number];
// The types of `process` know these events only one by one.
const events: EventEmitter = process;

/**
 * Starts Next in this process, from the build in `.next/` or, with `dev`, compiling on request.
 *
 * Next registers an `uncaughtException` listener that only logs; it is taken away again, because a process that holds
 * other services must not go on after an unknown failure. Its `unhandledRejection` listener stays while the pages run:
 * the renderer starts work early and leaves promises behind when a browser goes away.
 */
export async function startPages(options: { dev: boolean; host: string; port: number }): Promise<Pages> {
  const { dev, host, port } = options;
  const others = new Map(FAILURES.map((event) => [event, new Set(events.listeners(event))]));
  const removeOwn = (failures: readonly Failure[]) => {
    for (const event of failures) {
      const own = events.listeners(event).filter((listener) => !others.get(event)?.has(listener));
      for (const listener of own) events.off(event, listener as () => void);
    }
  };
  // Next adds an upgrade listener to the server it finds; one that never listens keeps it away from `/graphql`.
  const upgrades = createServer();
  const dir = dirname(import.meta.dirname);
  const app = next({ dev, dir, hostname: host, port, quiet: true, httpServer: upgrades });
  await app.prepare();
  removeOwn(['uncaughtException']);
  const handle = app.getRequestHandler();
  return {
    handle: (request, response) => handle(request, response),
    upgrade(request, socket, head) {
      if (!dev || !upgrades.emit('upgrade', request, socket, head)) socket.destroy();
    },
    async stop() {
      await app.close();
      removeOwn(FAILURES);
    },
  };
}
