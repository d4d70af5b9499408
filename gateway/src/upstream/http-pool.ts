import { TrekkerError, UnavailableError } from '@trekker/kit';
import { Connection, type Carried, type ConnectionOwner } from './connection.ts';
import type { UpstreamResponse } from './response-reader.ts';

/** Limits of the connections to one origin. */
export interface PoolLimits {
  /** Most connections at once; further requests wait for one. */
  readonly maxConnections: number;
  /** Longest time in milliseconds from a request to the end of its response. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
}

/** A POST to be sent. */
export interface Post {
  readonly head: string;
  readonly body: string;
  readonly isAscii: boolean;
  /** Whether it may have effects: it is not sent on a connection that the other side may be about to close. */
  readonly hasEffects: boolean;
  /** Whether it goes over a connection of its own, because the one before proved to be closed. */
  readonly isFresh?: boolean;
}

/** A POST that was sent. */
export interface Sent {
  /** Fails with TIMEOUT, with ConnectionLost, with BadResponse, or with the reason of `cancel`. */
  readonly response: Promise<UpstreamResponse>;
  /** Gives it up. */
  readonly cancel: (reason: Error) => void;
}

/** Servers close idle connections, often after five seconds; a request just then would be lost. For those that do not say when. */
const MOST_IDLE_MS = 4_000;
/** The longest a connection is kept idle, whatever the other side says. */
const LONGEST_IDLE_MS = 60_000;
/** So much before the other side closes a connection it is closed here, or half of the time where that is less. */
const SAFE_MS = 1_000;
/** Idle for less than this is safe for what must not be sent twice. */
const SURELY_OPEN_MS = 1_000;
/** How often connections that are late or idle are looked for. */
const LOOK_MS = 100;

/** Keeps connections to one origin and sends requests over them. */
export class HttpPool implements ConnectionOwner {
  readonly #origin: URL;
  readonly #limits: PoolLimits;
  /** The one used last stands last, and is used next. */
  readonly #free: Connection[] = [];
  readonly #busy = new Set<Connection>();
  readonly #waiting: Waiting[] = [];
  readonly #looking: NodeJS.Timeout;
  #now = performance.now();
  #stopped = false;

  constructor(origin: URL, limits: PoolLimits) {
    this.#origin = origin;
    this.#limits = limits;
    this.#looking = setInterval(() => this.#look(), LOOK_MS);
    this.#looking.unref();
  }

  send(post: Post): Sent {
    const { promise, resolve, reject } = Promise.withResolvers<UpstreamResponse>();
    const waiting: Waiting = { post, resolve, reject, connection: null, lateAt: this.#now + this.#limits.timeoutMs };
    this.#start(waiting);
    return { response: promise, cancel: (reason) => this.#cancel(waiting, reason) };
  }

  /** Cuts everything. */
  stop(): void {
    this.#stopped = true;
    clearInterval(this.#looking);
    const reason = new UnavailableError('the gateway stops');
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
    for (const connection of [...this.#free.splice(0), ...this.#busy]) connection.cut(reason);
  }

  onFree(connection: Connection): void {
    connection.freeSince = this.#now;
    connection.lateAt = Infinity;
    this.#busy.delete(connection);
    this.#free.push(connection);
    this.#next();
  }

  onGone(connection: Connection): void {
    this.#busy.delete(connection);
    const at = this.#free.indexOf(connection);
    if (at >= 0) this.#free.splice(at, 1);
    this.#next();
  }

  #start(waiting: Waiting): void {
    if (this.#stopped) return waiting.reject(new UnavailableError('the gateway stops'));
    const connection = this.#choose(waiting.post);
    if (!connection) {
      this.#waiting.push(waiting);
      return;
    }
    this.#busy.add(connection);
    waiting.connection = connection;
    connection.lateAt = waiting.lateAt;
    connection.carry(carriedOf(waiting));
  }

  #choose({ hasEffects, isFresh = false }: Post): Connection | null {
    const last = this.#free.at(-1);
    if (last && !isFresh && (!hasEffects || this.#isSurelyOpen(last))) {
      this.#free.pop();
      return last;
    }
    if (this.#busy.size + this.#free.length >= this.#limits.maxConnections) {
      if (!last) return null;
      last.cut(new UnavailableError('making room'));
    }
    return new Connection(this.#origin, { owner: this, maxResponseBytes: this.#limits.maxResponseBytes });
  }

  #isSurelyOpen(connection: Connection): boolean {
    return this.#now - connection.freeSince < Math.min(SURELY_OPEN_MS, mostIdleMs(connection) / 2);
  }

  #next(): void {
    const waiting = this.#waiting.shift();
    if (waiting) this.#start(waiting);
  }

  #cancel(waiting: Waiting, reason: Error): void {
    if (waiting.connection) {
      if (waiting.isOver) return;
      waiting.connection.cut(reason);
      return;
    }
    const at = this.#waiting.indexOf(waiting);
    if (at < 0) return;
    this.#waiting.splice(at, 1);
    waiting.reject(reason);
  }

  #look(): void {
    this.#now = performance.now();
    for (const connection of this.#busy) if (connection.lateAt < this.#now) connection.cut(this.#late());
    for (const waiting of this.#waiting.filter(({ lateAt }) => lateAt < this.#now)) {
      this.#cancel(waiting, this.#late());
    }
    const stale = this.#free.filter((each) => this.#now - each.freeSince >= mostIdleMs(each));
    for (const connection of stale) connection.cut(new Error('idle'));
  }

  #late(): TrekkerError {
    return new TrekkerError('TIMEOUT', `a subgraph did not answer within ${this.#limits.timeoutMs} ms`);
  }
}

/** How long a connection may be idle: less than until the other side closes it. */
function mostIdleMs({ idleSeconds }: Connection): number {
  if (idleSeconds === null) return MOST_IDLE_MS;
  const statedMs = idleSeconds * 1_000;
  return Math.min(LONGEST_IDLE_MS, Math.max(statedMs - SAFE_MS, statedMs / 2));
}

interface Waiting {
  readonly post: Post;
  readonly resolve: (response: UpstreamResponse) => void;
  readonly reject: (reason: Error) => void;
  readonly lateAt: number;
  /** Null while it waits for one. */
  connection: Connection | null;
  isOver?: boolean;
}

function carriedOf(waiting: Waiting): Carried {
  const { head, body, isAscii } = waiting.post;
  return {
    head,
    body,
    isAscii,
    onResponse(response) {
      waiting.isOver = true;
      waiting.resolve(response);
    },
    onFailure(failure) {
      waiting.isOver = true;
      waiting.reject(failure);
    },
  };
}
