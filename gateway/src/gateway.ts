import { setTimeout as sleep } from 'node:timers/promises';
import type { Server, ServerResponse } from 'node:http';
import { defineService, type Service } from '@trekker/kit';
import type { GatewayConfig } from './config.ts';
import type { GatewayDependencies, Supergraph } from './dependencies.ts';
import { createEngine, type Engine } from './engine.ts';
import { graphiqlRoutes } from './graphiql/graphiql-routes.ts';
import { endForRestart } from './http/event-stream.ts';
import { handleGraphQL } from './http/graphql-handler.ts';
import { HeldBodies } from './http/held-bodies.ts';
import { createHttpServer, listen, type Address, type Handler } from './http/http-server.ts';
import { health, metrics, readiness } from './http/probes.ts';
import { watchSilentConnections } from './http/silent-connections.ts';
import { startPlanningThread, type PlanningThread } from './planner/planning-thread.ts';
import { SocketServer } from './websocket/socket-server.ts';

/** The gateway as something that runs. */
export type Gateway = Service & {
  /** Where it listens. Fails before it has started. */
  address(): Address;
  /**
   * Makes another supergraph answer from now on; requests under way end on the one they began with, subscriptions go on
   * on the new one. Fails when it cannot be read; then everything stays as it is.
   */
  replace(supergraph: Supergraph): Promise<void>;
};

/**
 * The one door: GraphQL over HTTP, WebSocket and server-sent events, with GraphiQL, health and metrics beside it.
 * `start` fails when the supergraph cannot be read or the port is taken.
 */
export function createGateway(config: GatewayConfig, deps: GatewayDependencies): Gateway {
  const open = new OpenGateway(config, deps);
  const service = defineService({
    name: 'gateway',
    start: () => open.start(),
    drain: () => open.drain(),
    stop: () => open.stop(),
    ready: () => open.ready(),
  });
  return { ...service, address: () => open.address(), replace: (supergraph) => open.replace(supergraph) };
}

class OpenGateway {
  readonly #config: GatewayConfig;
  readonly #deps: GatewayDependencies;
  readonly #streams = new Set<ServerResponse>();
  /** Started with the gateway's making: it reads the supergraph while what stands before the gateway starts. */
  readonly #thread: Promise<PlanningThread>;
  #engine: Engine | undefined;
  #server: Server | undefined;
  #closeSilent: (() => void) | undefined;
  #sockets: SocketServer | undefined;
  #address: Address | undefined;
  #stopListening: (() => void) | undefined;
  #draining: Promise<void> | undefined;

  constructor(config: GatewayConfig, deps: GatewayDependencies) {
    this.#config = config;
    this.#deps = deps;
    this.#thread = startPlanningThread(deps.supergraphSdl);
    this.#thread.catch(() => undefined); // `start` hears of it
  }

  async start(): Promise<void> {
    const { clock, log, forward } = this.#deps;
    const config = this.#config;
    const openSockets = () => this.#sockets?.open ?? 0;
    const engine = await createEngine({ config, deps: this.#deps, openSockets, thread: await this.#thread });
    this.#engine = engine;
    this.#server = createHttpServer({ routes: this.#routes(engine), log, patience: this.#config });
    this.#closeSilent = watchSilentConnections(this.#server);
    this.#sockets = new SocketServer({ server: this.#server, config, engine, clock, log, forward });
    this.#stopListening = this.#deps.onRevoked((test) => {
      // The operations hear why they end before their sockets close.
      engine.hub.revoke(test);
      this.#sockets?.revoke(test);
    });
    this.#address = await listen(this.#server, config);
    void engine.foresee();
  }

  address(): Address {
    if (!this.#address) throw new Error('the gateway has not started');
    return this.#address;
  }

  async replace(supergraph: Supergraph): Promise<void> {
    if (!this.#engine) throw new Error('the gateway has not started');
    await this.#engine.replace(supergraph);
  }

  async ready(): Promise<string | null> {
    if (this.#draining) return 'draining';
    return this.#address ? this.#deps.ready() : 'starting';
  }

  /** Takes no new connections, finishes what is under way, then asks sockets and streams to come back elsewhere. */
  drain(): Promise<void> {
    return (this.#draining ??= this.#drain());
  }

  async stop(): Promise<void> {
    await this.drain();
    this.#stopListening?.();
    this.#sockets?.stop();
    this.#server?.closeAllConnections();
    if (this.#engine) await this.#engine.stop();
    else await this.#thread.then((thread) => thread.end()).catch(() => undefined);
  }

  async #drain(): Promise<void> {
    const server = this.#server;
    if (!server?.listening) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const giveUp = new AbortController();
    const limit = sleep(this.#config.drainMs, undefined, { signal: giveUp.signal }).catch(() => undefined);
    await Promise.race([this.#engine?.idle(), limit]);
    this.#sockets?.drain();
    for (const stream of this.#streams) endForRestart(stream);
    // A connection that was busy when the server closed stays open for its keep-alive time unless it is closed here.
    const closing = setInterval(() => {
      server.closeIdleConnections();
      this.#closeSilent?.();
    }, 20);
    await Promise.race([closed, limit]);
    clearInterval(closing);
    giveUp.abort();
  }

  #routes(engine: Engine): ReadonlyMap<string, Handler> {
    const bodies = new HeldBodies(this.#config.maxHeldBodyBytes);
    const { forward } = this.#deps;
    const tools = { engine, config: this.#config, streams: this.#streams, bodies, forward };
    return new Map<string, Handler>([
      ['/graphql', (exchange) => handleGraphQL(tools, exchange)],
      ['/healthz', health],
      ['/readyz', readiness(() => this.ready(), this.#deps.degraded)],
      ['/metrics', metrics(engine.metrics)],
      ...(this.#config.graphiql ? graphiqlRoutes(this.#deps.examples) : []),
    ]);
  }
}
