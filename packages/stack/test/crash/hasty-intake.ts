import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An intake that promises too much. */
export interface HastyIntake extends AsyncDisposable {
  /** Base address. */
  readonly origin: string;
}

/** Acknowledges every batch at once, and hands it to the real intake only `delayMs` later, without looking back. */
export async function hastyIntake(intakeOrigin: () => string, delayMs: number): Promise<HastyIntake> {
  const timers = new Set<NodeJS.Timeout>();
  async function acknowledge(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { positions } = JSON.parse(body) as { positions: unknown[] };
    const forward = () => {
      const headers = { 'content-type': 'application/json' };
      // A batch that is lost on the way is what the checker must find.
      fetch(`${intakeOrigin()}${request.url}`, { method: 'POST', headers, body }).catch(() => {});
    };
    timers.add(setTimeout(forward, delayMs));
    response.end(JSON.stringify({ accepted: positions.length, duplicates: 0, rejected: [] }));
  }
  const server = createServer((request, response) => void acknowledge(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      server.close();
    },
  };
}
