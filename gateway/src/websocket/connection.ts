import { randomUUID } from 'node:crypto';
import { TrekkerError, type Forwarded } from '@trekker/kit';
import type { WebSocket } from 'ws';
import type { Engine, Principal } from '../engine.ts';
import { maskThrown } from '../errors/mask.ts';
import { startOperation, type OperationTools } from './operation.ts';
import { CLOSE } from './close-code.ts';
import { frame, parseMessage, type ClientMessage } from './message.ts';

/** What a connection stands on. */
export interface ConnectionTools extends Omit<OperationTools, 'forwarded'> {
  readonly engine: Engine;
  readonly maxSocketOperations: number;
  readonly maxQueueBytes: number;
  readonly socketInitMs: number;
  /** The browser's cookies where they may count, else null. */
  readonly cookie: string | null;
  /** What is passed on to subgraphs of a client that said these parameters in `connection_init`. */
  readonly forwardedOf: (connectionParams: Forwarded['connectionParams']) => Forwarded | undefined;
}

/** How long a socket may take to close before it is cut: a client that does not read never sees the close frame. */
const CLOSE_GRACE_MS = 5_000;

/** One client on a WebSocket, speaking graphql-transport-ws. Ends its operations when the socket closes. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #tools: ConnectionTools;
  readonly #operations = new Map<string, () => void>();
  readonly #initTimer: NodeJS.Timeout;
  #killTimer: NodeJS.Timeout | undefined;
  #initialised = false;
  #principal: Principal | undefined;
  #forwarded: Forwarded | undefined;

  constructor(socket: WebSocket, tools: ConnectionTools) {
    this.#socket = socket;
    this.#tools = tools;
    this.#initTimer = setTimeout(
      () => this.close(CLOSE.INIT_TIMEOUT, 'no connection_init in time'),
      tools.socketInitMs,
    );
    socket.on('message', (data, isBinary) => {
      if (isBinary) this.close(CLOSE.BAD_REQUEST, 'messages are text');
      else this.#hear((data as Buffer).toString()); // the socket is set to hand out Buffers
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#release());
  }

  /** Who is at the other end, once verified. */
  get principal(): Principal | undefined {
    return this.#principal;
  }

  /** Closes the socket; its operations end at once. */
  close(code: number, reason: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#endOperations();
    this.#socket.close(code, reason);
    this.#killTimer = setTimeout(() => this.#socket.terminate(), CLOSE_GRACE_MS);
  }

  #hear(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const message = parseMessage(text);
    if (!message) return this.close(CLOSE.BAD_REQUEST, 'not a message of graphql-transport-ws');
    switch (message.type) {
      case 'connection_init':
        void this.#initialise(message.payload);
        return;
      case 'ping':
        this.#send(frame.pong(message.payload));
        return;
      case 'pong':
        return;
      case 'subscribe':
        this.#subscribe(message);
        return;
      case 'complete':
        this.#end(message.id);
        return;
      default:
        message satisfies never;
    }
  }

  async #initialise(payload: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.#initialised) return this.close(CLOSE.INIT_TWICE, 'connection_init was sent before');
    this.#initialised = true;
    clearTimeout(this.#initTimer);
    try {
      const authorization = authorizationOf(payload);
      const cookie = authorization === null ? this.#tools.cookie : null;
      const principal = await this.#tools.engine.authenticate({ authorization, cookie });
      if (this.#tools.engine.hub.isRevokedSince(principal.verifiedAt, principal.viewer)) {
        return this.close(CLOSE.FORBIDDEN, 'UNAUTHENTICATED');
      }
      this.#principal = principal;
      this.#forwarded = this.#tools.forwardedOf(payload);
      this.#send(frame.ack());
    } catch (error) {
      if (error instanceof TrekkerError) return this.close(CLOSE.FORBIDDEN, error.code);
      maskThrown(error, { requestId: randomUUID(), log: this.#tools.log });
      this.close(CLOSE.OUR_MISTAKE, 'INTERNAL');
    }
  }

  #subscribe({ id, payload }: Extract<ClientMessage, { type: 'subscribe' }>): void {
    if (!this.#principal) return this.close(CLOSE.UNAUTHORIZED, 'wait for connection_ack');
    if (this.#operations.has(id)) return this.close(CLOSE.ID_TAKEN, 'an operation with this id is under way');
    const { maxSocketOperations } = this.#tools;
    if (this.#operations.size >= maxSocketOperations) {
      const message = `at most ${maxSocketOperations} operations may be under way on one socket`;
      return this.#send(frame.error(id, [{ message, extensions: { code: 'SUBSCRIPTION_LIMIT' } }]));
    }
    let over = false;
    const stop = startOperation(
      { ...this.#tools, forwarded: this.#forwarded },
      {
        payload,
        principal: this.#principal,
        sink: {
          next: (bytes) => {
            if (!over) this.#send(frame.next(id, bytes));
          },
          error: (errors) => finish(frame.error(id, errors)),
          complete: () => finish(frame.complete(id)),
          backlog: () => this.#socket.bufferedAmount,
        },
      },
    );
    const end = (): void => {
      over = true;
      stop();
    };
    const finish = (last: string): void => {
      if (over) return;
      over = true;
      if (this.#operations.get(id) === end) this.#operations.delete(id);
      this.#send(last);
    };
    this.#operations.set(id, end);
  }

  #end(id: string): void {
    const end = this.#operations.get(id);
    this.#operations.delete(id);
    end?.();
  }

  #send(data: string | Buffer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > this.#tools.maxQueueBytes) {
      this.close(CLOSE.TOO_SLOW, 'too much is waiting to be read');
      return;
    }
    this.#socket.send(data, { binary: false });
  }

  #endOperations(): void {
    for (const id of this.#operations.keys()) this.#end(id);
  }

  #release(): void {
    clearTimeout(this.#initTimer);
    clearTimeout(this.#killTimer);
    this.#endOperations();
  }
}

function authorizationOf(payload: Readonly<Record<string, unknown>>): string | null {
  const [, value] = Object.entries(payload).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  return typeof value === 'string' ? value : null;
}
