import type { SubgraphRequest, SubgraphResult } from '@trekker/kit';
import type { Headers } from './request-head.ts';
import { UpstreamSocket } from './upstream-socket.ts';

/** Sockets to one subgraph. */
export interface UpstreamSocketsOptions {
  readonly url: URL;
  /** Sent with every upgrade. */
  readonly headers: Headers;
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
}

/** Subscriptions at a subgraph. Those of callers who pass the same on share a socket, others never do. */
export class UpstreamSockets {
  readonly #options: UpstreamSocketsOptions;
  readonly #sockets = new Map<string, UpstreamSocket>();

  constructor(options: UpstreamSocketsOptions) {
    this.#options = options;
  }

  /** Returning from the iterator, or the request's signal, ends the subscription upstream at once. */
  subscribe({
    document,
    operationName,
    variables,
    forwarded,
    signal,
  }: SubgraphRequest): AsyncIterableIterator<SubgraphResult> {
    const payload = { query: document, operationName, variables };
    const events = this.#socketFor(forwarded).subscribe(payload);
    if (signal.aborted) void events.return();
    else signal.addEventListener('abort', () => void events.return(), { once: true });
    return events;
  }

  stop(): void {
    for (const socket of this.#sockets.values()) socket.close();
  }

  #socketFor(forwarded: SubgraphRequest['forwarded']): UpstreamSocket {
    const { headers = {}, connectionParams = null } = forwarded ?? {};
    const key = JSON.stringify([headers, connectionParams]);
    const known = this.#sockets.get(key);
    if (known) return known;
    const { url, timeoutMs, maxResponseBytes } = this.#options;
    const socket: UpstreamSocket = new UpstreamSocket({
      url,
      headers: { ...this.#options.headers, ...headers },
      init: connectionParams,
      patienceMs: timeoutMs,
      maxMessageBytes: maxResponseBytes,
      onGone: () => {
        if (this.#sockets.get(key) === socket) this.#sockets.delete(key);
      },
    });
    this.#sockets.set(key, socket);
    return socket;
  }
}
