import { UnavailableError, type SubgraphResult } from '@trekker/kit';
import { WebSocket } from 'ws';
import { frame, PROTOCOL } from '../websocket/message.ts';
import { EventQueue } from './event-queue.ts';
import type { Headers } from './request-head.ts';

/** How a socket to a subgraph is opened, and how long its silence is borne. */
export interface UpstreamSocketOptions {
  readonly url: URL;
  readonly headers: Headers;
  /** Payload of `connection_init`. */
  readonly init: Readonly<Record<string, unknown>> | null;
  /** Longest time in milliseconds until `connection_ack`, and from a ping to its pong. */
  readonly patienceMs: number;
  readonly maxMessageBytes: number;
  readonly onGone: () => void;
}

/** Without operations it is kept for so long, in milliseconds, for the next. */
const IDLE_MS = 3_000;
const PING_MS = 12_000;
/** Events of one operation that may wait to be resolved. */
const MOST_WAITING = 1_000;

type Operation = EventQueue<SubgraphResult>;

/** A client of graphql-transport-ws that carries many operations on one socket. */
export class UpstreamSocket {
  readonly #options: UpstreamSocketOptions;
  readonly #socket: WebSocket;
  readonly #operations = new Map<string, Operation>();
  /** What is to be said once the other side has acknowledged; null since then. */
  #unsent: string[] | null = [];
  #lastId = 0;
  #patience: NodeJS.Timeout | undefined;
  #pinging: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;
  #isGone = false;

  constructor(options: UpstreamSocketOptions) {
    this.#options = options;
    this.#socket = new WebSocket(options.url, PROTOCOL, {
      headers: { ...options.headers },
      maxPayload: options.maxMessageBytes,
      perMessageDeflate: false,
    });
    this.#bePatient('did not acknowledge the connection');
    const { init } = options;
    this.#socket.on('open', () => {
      this.#socket.send(
        JSON.stringify(init ? { type: 'connection_init', payload: init } : { type: 'connection_init' }),
      );
    });
    this.#socket.on('message', (data) => this.#hear((data as Buffer).toString())); // as it is set by default
    this.#socket.on('pong', () => clearTimeout(this.#patience));
    this.#socket.on('error', (cause) => this.#fail('could not be reached', cause));
    this.#socket.on('close', (code) => this.#fail(`closed the socket with ${code}`));
  }

  /** Begins an operation. The queue ends with it; leaving the queue ends it at the other side at once. */
  subscribe(payload: object): Operation {
    clearTimeout(this.#idle);
    const id = String((this.#lastId += 1));
    const operation: Operation = new EventQueue(MOST_WAITING, () => {
      this.#say(JSON.stringify({ id, type: 'complete' }));
      this.#forget(id);
    });
    this.#operations.set(id, operation);
    this.#say(JSON.stringify({ id, type: 'subscribe', payload }));
    return operation;
  }

  /** Closes it; operations that are left fail. */
  close(): void {
    this.#fail('is let go of');
  }

  #say(text: string): void {
    if (this.#unsent) this.#unsent.push(text);
    else if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text);
  }

  #hear(text: string): void {
    const message = parse(text);
    if (!message) return this.#fail('said something that is no message of graphql-transport-ws');
    const { type, id = '', payload } = message;
    switch (type) {
      case 'connection_ack':
        return this.#acknowledged();
      case 'ping':
        return this.#socket.send(frame.pong(payload));
      case 'pong':
        return;
      case 'next':
        this.#operations.get(id)?.push(payload as SubgraphResult); // what is in it is checked where it is merged
        return;
      case 'error':
        return this.#refuse(id, payload);
      case 'complete':
        return this.#end(id);
      default:
        return this.#fail(`said ${JSON.stringify(String(type).slice(0, 40))}, which it must not`);
    }
  }

  #acknowledged(): void {
    clearTimeout(this.#patience);
    const unsent = this.#unsent ?? [];
    this.#unsent = null;
    for (const text of unsent) this.#say(text);
    this.#pinging ??= setInterval(() => {
      this.#socket.ping();
      this.#bePatient('did not answer a ping');
    }, PING_MS);
  }

  #refuse(id: string, payload: unknown): void {
    this.#operations.get(id)?.push({ errors: Array.isArray(payload) ? payload : [] });
    this.#end(id);
  }

  #end(id: string): void {
    this.#operations.get(id)?.finish(null);
    this.#forget(id);
  }

  #forget(id: string): void {
    this.#operations.delete(id);
    if (this.#operations.size > 0 || this.#isGone) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.close(), IDLE_MS);
  }

  #bePatient(failure: string): void {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#fail(failure), this.#options.patienceMs);
  }

  #fail(what: string, cause?: unknown): void {
    if (this.#isGone) return;
    this.#isGone = true;
    clearTimeout(this.#patience);
    clearTimeout(this.#idle);
    clearInterval(this.#pinging);
    this.#options.onGone();
    const reason = new Error(`the subgraph ${what}`, { cause });
    for (const operation of this.#operations.values()) {
      operation.finish(new UnavailableError('the stream was interrupted; subscribe again', { cause: reason }));
    }
    this.#operations.clear();
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.close(1000);
    else this.#socket.terminate();
  }
}

interface ServerMessage {
  readonly type: unknown;
  readonly id?: string;
  readonly payload?: unknown;
}

function parse(text: string): ServerMessage | null {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null && 'type' in message ? message : null;
  } catch {
    return null;
  }
}
