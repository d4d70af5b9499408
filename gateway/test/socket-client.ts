import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket, type ClientOptions } from 'ws';

/** A message as the server sent it. */
export interface ServerMessage {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** How a socket was closed. */
export interface Closed {
  readonly code: number;
  readonly reason: string;
}

type SocketOptions = Omit<ClientOptions, 'protocol'> & { protocol?: string | string[] };

/** A raw client of graphql-transport-ws that misses nothing and hides nothing. */
export class SocketClient {
  readonly socket: WebSocket;
  readonly closed: Promise<Closed>;
  readonly #messages: ServerMessage[] = [];
  readonly #waiting: (() => void)[] = [];

  constructor(url: string, { protocol = 'graphql-transport-ws', ...options }: SocketOptions = {}) {
    this.socket = new WebSocket(url, protocol, options);
    const { promise, resolve } = Promise.withResolvers<Closed>();
    this.closed = promise;
    this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    this.socket.on('error', () => {});
    this.socket.on('message', (data) => {
      this.#messages.push(JSON.parse((data as Buffer).toString()) as ServerMessage);
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  /** Opens a socket and says who is there. */
  static async signedIn(url: string, authorization?: string): Promise<SocketClient> {
    const client = new SocketClient(url);
    await client.open();
    client.send({ type: 'connection_init', payload: authorization === undefined ? {} : { authorization } });
    await client.next('connection_ack');
    return client;
  }

  /** Resolves when the socket is open, fails when it is refused. */
  open(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.socket.once('open', resolve);
    this.socket.once('error', reject);
    return promise;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: Record<string, unknown> = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** The next message of this type, and id when given. Others are left for later. Fails after 3 s. */
  async next(type: string, id?: string): Promise<ServerMessage> {
    const end = Date.now() + 3_000;
    while (Date.now() < end) {
      const index = this.#messages.findIndex((each) => each.type === type && (id === undefined || each.id === id));
      const [message] = index < 0 ? [] : this.#messages.splice(index, 1);
      if (message) return message;
      await Promise.race([new Promise<void>((resolve) => this.#waiting.push(resolve)), sleep(100)]);
    }
    throw new Error(`no ${type} ${id ?? ''} came; what did: ${JSON.stringify(this.#messages)}`);
  }

  /** Messages nobody asked for yet. */
  rest(): readonly ServerMessage[] {
    return this.#messages;
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }
}

/** Waits until something holds. Fails after `withinMs`. */
export async function eventually(holds: () => boolean | Promise<boolean>, withinMs = 2_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it did not come true within ${withinMs} ms: ${String(holds)}`);
    await sleep(5);
  }
}
