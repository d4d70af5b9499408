import type { RunObserver } from '../execute/run-observer.ts';
import type { PlannedOperation } from '../operation/planned-operation.ts';

/** Follows requests as spans of OpenTelemetry. What implements it is loaded only where there are traces. */
export interface Tracing {
  begins(request: TracedRequest): RequestTrace;
  /** Sends what has not been sent, for at most two seconds. */
  stop(): Promise<void>;
}

/** What is known of a request from its first byte. */
export interface TracedRequest {
  readonly transport: 'http' | 'websocket';
  readonly method: string;
  readonly requestId: string;
  /** As the caller says it (W3C Trace Context). */
  readonly traceparent: string | string[] | undefined;
}

/** One request. Its phases follow on each other; calls to subgraphs belong to that of execution. */
export interface RequestTrace extends RunObserver {
  enters(phase: 'admission' | 'planning' | 'execution'): void;
  /** What is asked is known. */
  asks(operation: PlannedOperation['checked']): void;
  /** @param outcome `ok` or the code of the first error. @param status of HTTP; absent on a WebSocket. */
  ends(outcome: string, status?: number): void;
}
