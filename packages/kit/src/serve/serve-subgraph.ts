import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Clock } from '../clock.ts';
import { TrekkerError } from '../errors.ts';
import type { InternalTokens } from '../internal-token.ts';
import type { Logger } from '../logger.ts';
import type { Measure } from '../measures.ts';
import { createProcessMetrics } from '../metrics.ts';
import type { Authority } from '../revocations.ts';
import { defineService, type Service } from '../service.ts';
import type { SubgraphExecutor } from '../subgraph/executor.ts';
import { answerAuthenticate, streamRevocations } from './authority-routes.ts';
import { answerOperation } from './operation-route.ts';
import { answerProbe } from './probes.ts';
import { BodyTooLarge, type Call } from './call.ts';

export interface ServeOptions {
  readonly subgraph: SubgraphExecutor;
  /** Decides who callers are, in the one subgraph that does. */
  readonly authority?: Authority | undefined;
  readonly tokens: InternalTokens;
  /** Why the process does not do its work now, or null. */
  readonly ready?: () => Promise<string | null>;
  /** What the service counts beside its operations. */
  readonly measures?: readonly Measure[];
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Connections are kept for longer than gateways keep them idle, so that none closes while a request is on its way. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 };

/** A listening server of a process. */
export type SubgraphServer = Service & { port(): number };

/**
 * Serves a subgraph to gateways in other processes. `POST /` runs an operation; `POST /authenticate` and
 * `GET /revocations` exist where callers are known. All of these want an internal token whose audience is the subgraph;
 * whoever brings none gets 401 and learns nothing. `/healthz`, `/readyz` and `/metrics` are open to the network it
 * listens on.
 */
export function serveSubgraph(options: ServeOptions): SubgraphServer {
  const { subgraph, authority, tokens, host, port, clock, log, measures = [], ready = async () => null } = options;
  const underWay = new Set<Call>();
  let draining = false;
  const readiness = async () => (draining ? 'draining' : ready());
  const streams = () => [...underWay].filter(({ isStream }) => isStream).length;
  const metrics = createProcessMetrics(subgraph.name, { streams, ready: readiness, measures });

  async function answer(call: Call): Promise<void> {
    const { incoming, outgoing } = call;
    const route = `${incoming.method} ${incoming.url}`;
    if (await answerProbe(call, { ready: readiness, metrics })) return;
    const token = /^Bearer ([\w.-]+)$/.exec(incoming.headers.authorization ?? '')?.[1];
    const viewer = await tokens.verify(token ?? '', subgraph.name, clock.now());
    if (route === 'POST /') return answerOperation(call, { subgraph, viewer, metrics });
    if (authority && route === 'POST /authenticate') return answerAuthenticate(call, authority);
    if (authority && route === 'GET /revocations') return streamRevocations(call, authority);
    outgoing.writeHead(404).end();
  }

  function refuse({ outgoing }: Call, failure: unknown): void {
    const status = failure instanceof TrekkerError ? 401 : failure instanceof BodyTooLarge ? 413 : 400;
    if (status === 400) log.warn({ err: failure, subgraph: subgraph.name }, 'an internal request failed');
    if (!outgoing.headersSent) outgoing.writeHead(status, { connection: 'close' });
    outgoing.end();
  }

  const server = createServer(TIMEOUTS, (incoming, outgoing) => {
    const call = openCall(incoming, outgoing);
    underWay.add(call);
    outgoing.once('close', () => underWay.delete(call));
    answer(call).catch((failure: unknown) => refuse(call, failure));
  });

  /** A server closes once; whoever asks later waits for the same. */
  let closing: Promise<void> | undefined;
  const close = () =>
    (closing ??= new Promise((resolve) => {
      server.close(() => resolve());
    }));

  return {
    ...defineService({
      name: `${subgraph.name} server`,
      start: () =>
        new Promise<void>((resolve, reject) => {
          server.once('error', reject).listen(port, host, resolve);
        }),
      async drain() {
        draining = true;
        void close();
        while ([...underWay].some(({ isStream }) => !isStream)) await new Promise((resolve) => setTimeout(resolve, 20));
        server.closeIdleConnections();
      },
      async stop() {
        const closed = close();
        server.closeAllConnections();
        await closed;
      },
    }),
    port: () => (server.address() as AddressInfo).port,
  };
}

function openCall(incoming: IncomingMessage, outgoing: ServerResponse): Call {
  const leaving = new AbortController();
  outgoing.once('close', () => leaving.abort());
  return { incoming, outgoing, signal: leaving.signal, isStream: false };
}
