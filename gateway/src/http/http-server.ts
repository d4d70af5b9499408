import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '@trekker/kit';
import type { GatewayConfig } from '../config.ts';
import type { Exchange } from './graphql-handler.ts';
import { sendText } from './reply.ts';

/** Where GraphQL is answered. */
export const GRAPHQL_PATH = '/graphql';
const BASE = 'http://gateway';

/** Answers requests to one path. Must not reject. */
export type Handler = (exchange: Exchange) => Promise<void> | void;

/** What an HTTP server is made of. */
export interface HttpServerParts {
  readonly routes: ReadonlyMap<string, Handler>;
  readonly log: Logger;
  readonly patience: Patience;
}

/**
 * How slow a sender may be, in milliseconds from its first byte, or from when it connected, and how long a connection may
 * be idle.
 */
export type Patience = Pick<GatewayConfig, 'headersMs' | 'receiveMs' | 'keepAliveMs'>;

/** The HTTP server of the gateway, not yet listening. Slow senders are cut, those that never begin included. */
export function createHttpServer({ routes, log, patience }: HttpServerParts): Server {
  const { headersMs, receiveMs, keepAliveMs } = patience;
  return createServer(
    {
      headersTimeout: Math.min(headersMs, receiveMs),
      requestTimeout: receiveMs,
      connectionsCheckingInterval: Math.ceil(Math.min(headersMs, receiveMs) / 2),
      keepAliveTimeout: keepAliveMs,
    },
    (request, response) => {
      void serve(routes, log, { request, response });
    },
  );
}

/** Resolves when the server listens; answers where. Fails when the port is taken. */
export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<Address> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, host, resolve);
  await promise;
  server.off('error', reject);
  const { address, port: bound } = server.address() as AddressInfo; // a TCP server that listens
  return { host: address, port: bound };
}

/** Where a server listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

async function serve(
  routes: ReadonlyMap<string, Handler>,
  log: Logger,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const requestId = randomUUID();
  const headers = { 'x-request-id': requestId, 'x-content-type-options': 'nosniff' };
  const target = request.url ?? '/';
  const path = routes.has(target) ? target : URL.parse(target, BASE)?.pathname;
  const handler = path === undefined ? undefined : routes.get(path);
  // GraphQL writes its head in one go, which costs less than fields that were set before.
  if (path !== GRAPHQL_PATH) response.setHeaders(new Map(Object.entries(headers)));
  if (!handler) return sendText(response, 404, { type: 'text/plain; charset=utf-8', body: 'not found\n' });
  try {
    await handler({ request, response, target, headers, context: { requestId, log } });
  } catch (error) {
    log.error({ requestId, err: error }, 'a handler failed');
    if (response.headersSent) response.destroy();
    else sendText(response, 500, { type: 'text/plain; charset=utf-8', body: 'something went wrong on our side\n' });
  }
}
