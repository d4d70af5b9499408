import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { defineService, UnavailableError, type Logger, type Service } from '@trekker/kit';

import type { Doors } from '../doors.ts';
import type { Answer, Listening } from './answer.ts';
import { findDoor, type Addressed } from './find-door.ts';
import { answerOsmAnd } from './osmand.ts';
import { answerPositions } from './positions-batch.ts';
import { Refusal } from './refusal.ts';

type Endpoint = (request: IncomingMessage, addressed: Addressed, listening: Listening) => Promise<Answer>;

/** Endpoints by their path behind the door. */
const ENDPOINTS: Readonly<Record<string, Endpoint>> = { '/': answerOsmAnd, '/v1/positions': answerPositions };

/** Listens to phones and to whoever posts positions. Every 2xx it gives means: on disk. */
export function createListener({
  listening,
  doors,
  log,
}: {
  listening: Listening;
  doors: Doors;
  log: Logger;
}): Service & { port(): number } {
  const under = new Set<Promise<void>>();

  async function answer(request: IncomingMessage): Promise<Answer> {
    const addressed = await findDoor(request, doors);
    const endpoint = ENDPOINTS[addressed.path];
    if (!endpoint)
      throw new Refusal(404, `there is nothing at ${addressed.path}; devices report to / or /v1/positions`);
    return endpoint(request, addressed, listening);
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      send(response, await answer(request));
    } catch (failure) {
      refuse(response, failure, log);
    }
  }

  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 },
    (request, response) => {
      const work = respond(request, response);
      under.add(work);
      void work.finally(() => under.delete(work));
    },
  );
  const { host, phonePort } = listening.config;

  return {
    ...defineService({
      name: 'phone listener',
      start: () =>
        new Promise<void>((resolve, reject) => {
          server.once('error', reject).listen(phonePort, host, resolve);
        }),
      async drain() {
        server.close();
        server.closeIdleConnections();
        await Promise.allSettled(under);
      },
      async stop() {
        server.close();
        server.closeIdleConnections();
        await Promise.allSettled(under);
        server.closeAllConnections();
      },
    }),
    port: () => (server.address() as AddressInfo).port,
  };
}

function send(response: ServerResponse, { status, json }: Answer): void {
  if (json === undefined) response.writeHead(status, { 'content-length': 0 }).end();
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
}

function refuse(response: ServerResponse, failure: unknown, log: Logger): void {
  if (response.headersSent) return void response.destroy();
  if (failure instanceof Refusal) {
    // What was not read of a refused body must not be taken for the next request.
    response
      .writeHead(failure.status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
      .end(`${failure.message}\n`);
    return undefined;
  }
  if (!(failure instanceof UnavailableError)) log.error({ err: failure }, 'a report could not be answered');
  const retryAfterMs = failure instanceof UnavailableError ? failure.retryAfterMs : 5_000;
  response.writeHead(503, { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)), connection: 'close' }).end();
  return undefined;
}
