import { setTimeout as sleep } from 'node:timers/promises';
import type { SubgraphExecutor, SubgraphRequest, SubgraphResult } from '@trekker/kit';
import { Lru } from '../document/lru.ts';
import { Breaker } from './breaker.ts';
import { ConnectionLost } from './connection.ts';
import { openEventStream } from './event-stream.ts';
import { headOf, headerLines, type Headers } from './request-head.ts';
import { HttpPool, type Post, type Sent } from './http-pool.ts';
import type { UpstreamResponse } from './response-reader.ts';
import { UpstreamSockets } from './upstream-sockets.ts';

/** How a subgraph is spoken to over HTTP. */
export interface HttpSubgraphOptions {
  readonly url: URL;
  /** Where its subscriptions are had by graphql-transport-ws. */
  readonly socketUrl: URL;
  /** By what its subscriptions are had. */
  readonly subscriptions: 'websocket' | 'sse';
  /** Sent with every request. */
  readonly headers: Headers;
  readonly timeoutMs: number;
  readonly maxConnections: number;
  readonly maxResponseBytes: number;
  /** How often a query is tried again after a failure that may pass. */
  readonly retries: number;
  readonly breakerFailures: number;
  readonly breakerOpenMs: number;
  /** Whether equal queries of equal callers that are under way at the same time are sent once. */
  readonly dedupe: boolean;
}

/** A subgraph over HTTP, and how to let go of it. */
export interface HttpSubgraph extends SubgraphExecutor {
  /** Whether it keeps failing and is not called for now. */
  isLeftAlone(): boolean;
  stop(): void;
}

/** From a failure to the next try, in milliseconds; up to as much again is added by chance. */
const RETRY_MS = 50;
const KEPT_DOCUMENTS = { entries: 2_000, weight: 16_000_000 };

/**
 * Any GraphQL server behind HTTP. Queries are tried again where that may help, mutations never. A subgraph that keeps
 * failing is left alone for a while.
 */
export function createHttpSubgraph(name: string, options: HttpSubgraphOptions): HttpSubgraph {
  const caller = new HttpCaller(name, options);
  const sockets = new UpstreamSockets({ ...options, url: options.socketUrl });
  return {
    name,
    heedsSignal: true,
    execute: (request) => caller.execute(request),
    subscribe: (request) =>
      options.subscriptions === 'sse' ? openEventStream(options, request) : sockets.subscribe(request),
    isLeftAlone: () => caller.isLeftAlone,
    stop() {
      caller.stop();
      sockets.stop();
    },
  };
}

class HttpCaller {
  readonly #name: string;
  readonly #options: HttpSubgraphOptions;
  readonly #pool: HttpPool;
  readonly #breaker: Breaker;
  readonly #head: string;
  /** Beginnings of bodies by document: escaping a long document takes longer than sending it. */
  readonly #quoted = new Lru<string>(KEPT_DOCUMENTS);
  readonly #flights = new Map<string, Flight>();

  constructor(name: string, options: HttpSubgraphOptions) {
    this.#name = name;
    this.#options = options;
    this.#pool = new HttpPool(options.url, options);
    const { breakerFailures: failures, breakerOpenMs: openMs } = options;
    this.#breaker = new Breaker({ failures, openMs, now: () => performance.now() });
    this.#head = headOf(options.url, options.headers);
  }

  get isLeftAlone(): boolean {
    return this.#breaker.isOpen;
  }

  stop(): void {
    this.#pool.stop();
  }

  async execute(request: SubgraphRequest): Promise<SubgraphResult> {
    const hasEffects = request.document.startsWith('mutation');
    const post = this.#postOf(request, hasEffects);
    if (!this.#options.dedupe || hasEffects) return resultOf(this.#name, await this.#send(post, request.signal));
    return resultOf(this.#name, await this.#share(post, request.signal));
  }

  #postOf({ document, operationName, variables, forwarded, traceparent }: SubgraphRequest, hasEffects: boolean) {
    let body = this.#quoted.get(document);
    if (body === undefined) {
      body = `{"query":${JSON.stringify(document)}`;
      this.#quoted.set(document, body, body.length);
    }
    if (operationName !== undefined) body += `,"operationName":${JSON.stringify(operationName)}`;
    for (const _ in variables) {
      body += `,"variables":${JSON.stringify(variables)}`;
      break;
    }
    body += '}';
    // A trace of ours goes on with ours, whatever the caller says of theirs.
    const passed = traceparent && forwarded ? omit(forwarded.headers, 'traceparent') : forwarded?.headers;
    const lines = passed ? headerLines(passed) : '';
    const bytes = Buffer.byteLength(body);
    const traced = traceparent === undefined ? '' : headerLines({ traceparent });
    const head = `${this.#head}${lines}${traced}content-length: ${bytes}\r\n\r\n`;
    // Requests are equal whatever trace they belong to.
    const key = this.#options.dedupe && !hasEffects ? `${lines}${body}` : '';
    return { head, body, key, isAscii: bytes === body.length, hasEffects };
  }

  async #send(post: Post, signal: AbortSignal): Promise<UpstreamResponse> {
    let triesLeft = post.hasEffects ? 0 : this.#options.retries;
    for (;;) {
      this.#breaker.pass();
      try {
        const response = await this.#sendOnce(post, signal);
        if (response.status < 500 || response.isJson) {
          this.#breaker.succeeded();
          return response;
        }
        if (triesLeft === 0 || !MAY_PASS.has(response.status)) {
          this.#breaker.failed();
          return response;
        }
      } catch (failure) {
        if (signal.aborted) {
          this.#breaker.abandoned();
          throw failure;
        }
        this.#breaker.failed();
        if (triesLeft === 0 || !(failure instanceof ConnectionLost)) throw failure;
      }
      triesLeft -= 1;
      await sleep(RETRY_MS * (1 + Math.random()), undefined, { signal });
    }
  }

  /** That a connection closed in idleness says nothing about the subgraph; a new one cannot fail so again. */
  async #sendOnce(post: Post, signal: AbortSignal): Promise<UpstreamResponse> {
    try {
      return await untilAborted(this.#pool.send(post), signal);
    } catch (failure) {
      if (post.hasEffects || signal.aborted || !wasClosedMeanwhile(failure)) throw failure;
      return untilAborted(this.#pool.send({ ...post, isFresh: true }), signal);
    }
  }

  /** Whoever is last to wait takes the request along when it goes. */
  async #share({ key, ...post }: Post & { readonly key: string }, signal: AbortSignal): Promise<UpstreamResponse> {
    const flight = this.#flights.get(key) ?? this.#takeOff(key, post);
    const { promise: response, resolve, reject: cancel } = Promise.withResolvers<UpstreamResponse>();
    flight.response.then(resolve, cancel);
    flight.waiting += 1;
    try {
      return await untilAborted({ response, cancel }, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0) flight.nobodyWaits.abort(new Error('nobody waits for the answer'));
    }
  }

  #takeOff(key: string, post: Post): Flight {
    const nobodyWaits = new AbortController();
    const response = this.#send(post, nobodyWaits.signal).finally(() => this.#flights.delete(key));
    response.catch(() => undefined); // heard by those who wait, if any are left
    const flight = { response, nobodyWaits, waiting: 0 };
    this.#flights.set(key, flight);
    return flight;
  }
}

function omit(headers: Headers, name: string): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name));
}

/** Whether a request met a connection that the other side was closing because it had been idle. */
function wasClosedMeanwhile(failure: unknown): boolean {
  return failure instanceof ConnectionLost && failure.wasReused && !failure.hadBegun;
}

/** A query that several wait for. */
interface Flight {
  readonly response: Promise<UpstreamResponse>;
  readonly nobodyWaits: AbortController;
  waiting: number;
}

/** Of proxies whose server is just being replaced. */
const MAY_PASS = new Set([502, 503, 504]);

/** The response; the request is given up when the signal fires. */
async function untilAborted({ response, cancel }: Sent, signal: AbortSignal): Promise<UpstreamResponse> {
  const onAbort = () => cancel(signal.reason as Error); // aborted by us, with an error
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await response;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** The GraphQL result of a response. Fails when it has none. */
function resultOf(name: string, { status, body, isJson }: UpstreamResponse): SubgraphResult {
  if (!isJson) throw new Error(`${name} answered ${status} without JSON: ${body.slice(0, 200)}`);
  const value: unknown = JSON.parse(body);
  if (typeof value === 'object' && value !== null && ('data' in value || 'errors' in value)) {
    return resultWithErrors(value);
  }
  throw new Error(`${name} answered ${status} with something that is no GraphQL result`);
}

/** What the executor relies on of a result that anybody may have written. */
function resultWithErrors(value: { data?: unknown; errors?: unknown }): SubgraphResult {
  if (value.errors === undefined) return value as SubgraphResult; // data is checked where it is merged
  const errors = Array.isArray(value.errors)
    ? value.errors.filter((error) => typeof error === 'object' && error !== null)
    : [];
  return { ...value, errors } as SubgraphResult;
}
