import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { object, optional, parse, record, string, unknown } from 'valibot';

import type { AccessTokens } from '../access-token.ts';
import type { Clock } from '../clock.ts';
import { TrekkerError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { defineService, type Service } from '../service.ts';
import type { SubgraphExecutor, SubgraphRequest } from './executor.ts';

export interface ServeOptions {
  readonly subgraph: SubgraphExecutor;
  readonly tokens: AccessTokens;
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  readonly log: Logger;
}

const MAX_BODY_BYTES = 4 * 1024 * 1024;

const body = object({
  document: string(),
  operationName: optional(string()),
  variables: record(string(), unknown()),
  requestId: string(),
  clientAddress: optional(string()),
  readAfter: optional(record(string(), unknown())),
});

/**
 * Serves a subgraph to gateways on other hosts: `POST /` with an internal token whose audience is the subgraph. The
 * answer is one JSON line per result: one for a query, one per event of a subscription. Whoever brings no such token
 * gets 401 and learns nothing.
 */
export function serveSubgraph({
  subgraph,
  tokens,
  host,
  port,
  clock,
  log,
}: ServeOptions): Service & { port(): number } {
  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const token = /^Bearer ([\w.-]+)$/.exec(incoming.headers.authorization ?? '')?.[1];
    const caller = await tokens.verify(token ?? '', subgraph.name, clock.now());
    const leaving = new AbortController();
    outgoing.once('close', () => leaving.abort());
    const wanted = parse(body, JSON.parse(await textOf(incoming)));
    // A caller nobody signed in for has no tenant.
    const viewer = caller.tenantId ? caller : null;
    const request = { ...wanted, viewer, signal: leaving.signal } as SubgraphRequest;
    outgoing.writeHead(200, { 'content-type': 'application/x-ndjson' });
    if (/^\s*subscription\b/.test(request.document)) {
      for await (const result of subgraph.subscribe(request)) outgoing.write(`${JSON.stringify(result)}\n`);
    } else {
      outgoing.write(`${JSON.stringify(await subgraph.execute(request))}\n`);
    }
    outgoing.end();
  }

  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, (incoming, outgoing) => {
    answer(incoming, outgoing).catch((failure: unknown) => {
      const refused = failure instanceof TrekkerError;
      if (!refused) log.warn({ err: failure, subgraph: subgraph.name }, 'an internal request failed');
      if (!outgoing.headersSent) outgoing.writeHead(refused ? 401 : 400);
      outgoing.end();
    });
  });

  return {
    ...defineService({
      name: `${subgraph.name} server`,
      start: () =>
        new Promise<void>((resolve, reject) => {
          server.once('error', reject).listen(port, host, resolve);
        }),
      stop: () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    }),
    port: () => (server.address() as AddressInfo).port,
  };
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error(`an internal request has more than ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
