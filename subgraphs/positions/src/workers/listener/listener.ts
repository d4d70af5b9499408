import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { defineService, UnavailableError, type Logger, type Service } from '@trekker/kit';

import { addressKey, createConnectionLimits } from '../connection-limits.ts';
import type { Doors } from '../doors.ts';
import type { Answer, Answering, Listening } from './answer.ts';
import { createBodies } from './bodies.ts';
import { EXPORTS_PATH, type ExportFiles } from './export-files.ts';
import { findDoor, type Addressed } from './find-door.ts';
import { answerOsmAnd } from './osmand.ts';
import { answerOwnTracks } from './owntracks.ts';
import { answerPositions } from './positions-batch.ts';
import { Refusal } from './refusal.ts';
import { answerTracks } from './tracks.ts';
import { createUnderWay } from './under-way.ts';

type Endpoint = (request: IncomingMessage, addressed: Addressed, answering: Answering) => Promise<Answer>;

/** Endpoints by their path behind the door. */
const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/': whereRoomIs('osmand', answerOsmAnd),
  '/owntracks': whereRoomIs('owntracks', answerOwnTracks),
  '/v1/positions': whereRoomIs('positions', answerPositions),
  '/v1/tracks': answerTracks,
};

/** Listens to phones and to whoever posts positions. Every 2xx it gives means: what was accepted is on disk. */
export function createListener({
  listening,
  doors,
  exportFiles,
  log,
}: {
  listening: Listening;
  doors: Doors;
  exportFiles: ExportFiles;
  log: Logger;
}): Service & { port(): number } {
  const { host, phonePort, maxBodiesBytes } = listening.config;
  const underWay = createUnderWay();
  const bodies = createBodies(maxBodiesBytes);
  let draining: Promise<void> | undefined;

  async function answer(request: IncomingMessage): Promise<Answer> {
    const addressed = await findDoor(request, doors);
    const endpoint = ENDPOINTS[addressed.path];
    if (!endpoint) throw nothingAt(addressed.path);
    return endpoint(request, addressed, { ...listening, bodies });
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (request.url?.startsWith(EXPORTS_PATH)) await exportFiles(request, response);
      else send(response, await answer(request));
    } catch (failure) {
      if (hungUp(request)) log.debug({ err: failure }, 'a device hung up before its report was complete');
      else refuse({ request, response }, failure, log);
    } finally {
      bodies.release(request);
    }
  }

  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 },
    (request, response) => underWay.add(request, respond(request, response)),
  ).on('connection', admission(listening.config));

  async function drain(): Promise<void> {
    server.close();
    server.closeIdleConnections();
    await underWay.receivedSettled();
    server.closeIdleConnections();
  }

  return {
    ...defineService({
      name: 'phone listener',
      start: () =>
        new Promise<void>((resolve, reject) => {
          server.once('error', reject).listen(phonePort, host, resolve);
        }),
      drain: () => (draining ??= drain()),
      async stop() {
        server.close();
        server.closeAllConnections();
        await (draining ??= drain());
        await underWay.cutOffSettled();
      },
    }),
    port: () => (server.address() as AddressInfo).port,
  };
}

/** Closes connections for which there is no place. */
function admission(config: Listening['config']): (socket: Socket) => void {
  const { phoneMaxConnections: most, phoneMaxConnectionsPerAddress: mostPerAddress } = config;
  const places = createConnectionLimits({ most, mostPerAddress });
  return (socket) => {
    const address = addressKey(socket.remoteAddress);
    if (!places.enter(address)) return void socket.destroy();
    socket.once('close', () => places.leave(address));
    return undefined;
  };
}

/** Refuses what cannot be stored before it is read: where too much comes, saying so must cost next to nothing. */
function whereRoomIs(transport: string, endpoint: Endpoint): Endpoint {
  return async (request, addressed, answering) => {
    const { writers, counts } = answering.intake;
    try {
      writers.assertRoom(addressed.tenantId);
    } catch (refusal) {
      counts.add(transport, 'unavailable');
      throw refusal;
    }
    return endpoint(request, addressed, answering);
  };
}

function nothingAt(path: string): Refusal {
  const known = 'devices report to /, /owntracks or /v1/positions, and files go to /v1/tracks';
  return new Refusal(404, `there is nothing at ${path}; ${known}`);
}

/** Whether the connection went away while the request was still arriving: nobody is there to be answered. */
function hungUp(request: IncomingMessage): boolean {
  return request.destroyed && !request.complete;
}

/** The length is always told: not every device reads an answer in chunks. */
function send(response: ServerResponse, { status, json }: Answer): void {
  const body = json === undefined ? '' : JSON.stringify(json);
  const type = json === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, 'content-length': Buffer.byteLength(body) }).end(body);
}

function refuse({ request, response }: Exchange, failure: unknown, log: Logger): void {
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
  const retryAfter = String(Math.ceil(retryAfterMs / 1_000));
  // Who comes again over the same connection costs less than who opens another. Node passes over a body nobody began to
  // read, but not over the rest of one.
  const isInTheMiddle = request.readableDidRead && !request.complete;
  const connection = isInTheMiddle ? { connection: 'close' } : {};
  response.writeHead(503, { 'retry-after': retryAfter, 'content-length': 0, ...connection }).end();
  return undefined;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}
