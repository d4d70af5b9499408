import type { SubgraphCall } from './step.ts';

/** How a call to a subgraph ended: `errors` (answered with errors) or `failed` (no answer). */
export type CallEnd = 'ok' | 'errors' | 'failed';

/** Follows one run, where somebody wants to know how it goes. */
export interface RunObserver {
  /** A call begins. @param variables those that are not the caller's: the representations of entities. */
  callBegins(call: SubgraphCall, variables: Readonly<Record<string, unknown>>): ObservedCall;
}

/** A call that is under way. */
export interface ObservedCall {
  /** Where spans of the subgraph belong (W3C Trace Context), for it to be told; null where it is told nothing. */
  readonly traceparent: string | null;
  ends(how: CallEnd): void;
}
