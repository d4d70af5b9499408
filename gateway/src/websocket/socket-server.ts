import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { STATUS_CODES } from 'node:http';
import type { Clock, Forwarded, Logger } from '@trekker/kit';
import { WebSocketServer, type WebSocket } from 'ws';
import type { GatewayConfig } from '../config.ts';
import type { ForwardRules } from '../dependencies.ts';
import type { Engine } from '../engine.ts';
import { clientAddress } from '../http/client-address.ts';
import { forwardedOf } from '../http/forwarded.ts';
import type { RevocationTest } from '../subscriptions/revocations.ts';
import { CLOSE } from './close-code.ts';
import { Connection } from './connection.ts';
import { PROTOCOL } from './message.ts';
import { hasExpired } from './operation.ts';
import { originKind, parseOrigins } from './origin.ts';

/** What the WebSocket side of the gateway stands on. */
export interface SocketServerParts {
  readonly server: Server;
  readonly config: GatewayConfig;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly log: Logger;
  readonly forward: ForwardRules | undefined;
}

/** Accepts WebSockets on `/graphql`, watches that their peers live, and closes them. */
export class SocketServer {
  readonly #parts: SocketServerParts;
  readonly #origins: readonly string[];
  readonly #sockets: WebSocketServer;
  readonly #connections = new Map<WebSocket, Connection>();
  readonly #unanswered = new WeakSet<WebSocket>();
  readonly #pinging: NodeJS.Timeout;
  #draining = false;

  constructor(parts: SocketServerParts) {
    this.#parts = parts;
    this.#origins = parseOrigins(parts.config.origins);
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: parts.config.maxMessageBytes,
      perMessageDeflate: false,
      ...FRAGMENT_LIMITS,
      clientTracking: false,
      handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
    });
    this.#pinging = setInterval(() => this.#sweep(), parts.config.pingMs);
    parts.server.on('upgrade', this.#upgrade);
  }

  get open(): number {
    return this.#connections.size;
  }

  /** Closes the sockets of viewers whose rights have shrunk; they may come back with a fresh credential. */
  revoke(test: RevocationTest): void {
    for (const connection of this.#connections.values()) {
      const viewer = connection.principal?.viewer;
      if (viewer && test(viewer)) connection.close(CLOSE.FORBIDDEN, 'UNAUTHENTICATED');
    }
  }

  /** Takes no more sockets and asks those that are open to come back to whoever takes over. */
  drain(): void {
    this.#draining = true;
    for (const connection of this.#connections.values()) connection.close(CLOSE.RESTART, 'the service restarts');
  }

  /** Cuts whatever is still open. */
  stop(): void {
    this.drain();
    clearInterval(this.#pinging);
    this.#parts.server.off('upgrade', this.#upgrade);
    for (const socket of this.#connections.keys()) socket.terminate();
  }

  readonly #upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const refusal = this.#refusal(request);
    if (refusal !== null) return refuse(stream, refusal);
    this.#sockets.handleUpgrade(request, stream, head, (socket) => this.#accept(socket, request));
  };

  #refusal(request: IncomingMessage): number | null {
    if (URL.parse(request.url ?? '', 'http://gateway')?.pathname !== '/graphql') return 404;
    if (originKind(request.headers, this.#origins) === 'foreign') return 403;
    return this.#draining || this.#connections.size >= this.#parts.config.maxSockets ? 503 : null;
  }

  #accept(socket: WebSocket, request: IncomingMessage): void {
    const { config, engine, clock, log, forward } = this.#parts;
    const isOwn = originKind(request.headers, []) === 'own';
    const connection = new Connection(socket, {
      ...config,
      engine,
      clock,
      log,
      cookie: isOwn ? (request.headers.cookie ?? null) : null,
      clientAddress: clientAddress(request, config),
      forwardedOf: (params: Forwarded['connectionParams']) => forwardedOf(forward, request.headers, params),
    });
    this.#connections.set(socket, connection);
    socket.on('pong', () => this.#unanswered.delete(socket));
    socket.on('close', () => this.#connections.delete(socket));
    if (socket.protocol !== PROTOCOL) connection.close(CLOSE.WRONG_PROTOCOL, `the subprotocol is ${PROTOCOL}`);
  }

  #sweep(): void {
    for (const [socket, connection] of this.#connections) {
      const viewer = connection.principal?.viewer;
      if (viewer && hasExpired(viewer, this.#parts.clock)) connection.close(CLOSE.FORBIDDEN, 'TOKEN_EXPIRED');
      else this.#ping(socket);
    }
  }

  /** A peer that has not answered the previous ping is gone, whatever its TCP connection says. */
  #ping(socket: WebSocket): void {
    if (this.#unanswered.has(socket)) return socket.terminate();
    this.#unanswered.add(socket);
    socket.ping();
  }
}

/** A message that comes in more pieces is sent to cost us work; its socket is closed with 1008. */
const FRAGMENT_LIMITS = { maxFragments: 128 };

function refuse(stream: Duplex, status: number): void {
  stream.on('error', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
