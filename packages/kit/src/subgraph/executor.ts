import type { Viewer } from '../viewer.ts';

/** Offsets of the event log by head: `topic/tenant/partition` → the newest offset that was written or reached. */
export type Offsets = Readonly<Record<string, number>>;

/** What a gateway passes on of a request. */
export interface Forwarded {
  /** Header fields by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Payload of the `connection_init` of a WebSocket, or null. */
  readonly connectionParams: Readonly<Record<string, unknown>> | null;
}

/** One GraphQL operation for one subgraph. */
export interface SubgraphRequest {
  /** The operation as text. Executors keep parsed documents by it, so equal operations should have equal text. */
  readonly document: string;
  readonly operationName?: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The verified caller, or null for operations open to anybody. */
  readonly viewer: Viewer | null;
  /** Names the caller's request in every log line it causes. */
  readonly requestId: string;
  /** Client's address, for limits on sign-in. */
  readonly clientAddress?: string | undefined;
  /** What the caller has written before: replicas must have reached it before they answer. */
  readonly readAfter?: Offsets | undefined;
  /** What of the caller's request is passed on to a subgraph that does not know our viewers; absent: nothing. */
  readonly forwarded?: Forwarded | undefined;
  /** Where spans of the subgraph belong, as the header field of W3C Trace Context; absent where there are no traces. */
  readonly traceparent?: string | undefined;
  /** Ends the work when nobody waits for it any more. */
  readonly signal: AbortSignal;
}

/** An error as it travels between processes. */
export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** What a subgraph answers. */
export interface SubgraphResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly SubgraphError[];
  /** Offsets of the event log that a mutation wrote; later requests of the same session carry them as `readAfter`. */
  readonly extensions?: { readonly wrote?: Offsets };
}

/**
 * How the gateway reaches a subgraph, in the same process or over the network. The gateway knows a subgraph by this
 * and by its SDL, never by import.
 */
export interface SubgraphExecutor {
  readonly name: string;
  /** Whether `execute` rejects as soon as the signal fires; absent: whoever calls has to see to that. */
  readonly heedsSignal?: boolean;
  /** Runs a query or mutation. Rejects only when the subgraph could not be reached or the signal fired. */
  execute(request: SubgraphRequest): Promise<SubgraphResult>;
  /** Runs a subscription. Returning from the iterator, or the signal, ends it upstream at once, even while it is quiet. */
  subscribe(request: SubgraphRequest): AsyncIterableIterator<SubgraphResult>;
}
