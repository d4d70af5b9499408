import type { Forwarded, Logger, Offsets, SubgraphExecutor, Viewer } from '@trekker/kit';
import type { Charge } from '../admission/budgets.ts';
import type { OwnSubgraph } from '../own/own-subgraph.ts';
import type { DataObject } from './data.ts';
import { FieldErrors } from './field-errors.ts';
import type { RunObserver } from './run-observer.ts';
import type { TypeIndex } from './type-index.ts';

/** Who asks, and until when the answer matters. */
export interface Caller {
  /** The verified caller, or null for nobody. */
  readonly viewer: Viewer | null;
  readonly requestId: string;
  readonly clientAddress: string | undefined;
  /** What of the request is passed on to subgraphs; absent: nothing. */
  readonly forwarded?: Forwarded | undefined;
  /** What the caller wrote before and expects to see. */
  readonly readAfter: Offsets | undefined;
  /** Fires when nobody waits any more or the time is over; its reason is then a TrekkerError. */
  readonly signal: AbortSignal;
}

/** Counts calls to subgraphs. `outcome` is `ok`, `errors` or `failed`. */
type CallObserver = (subgraph: string, outcome: 'ok' | 'errors' | 'failed', seconds: number) => void;

/** What every execution needs and none changes. */
export interface ExecutionTools {
  readonly subgraphs: ReadonlyMap<string, SubgraphExecutor>;
  /** What the gateway answers itself; null where the supergraph has nothing of it. */
  readonly own: OwnSubgraph | null;
  readonly types: TypeIndex;
  readonly log: Logger;
  /** Whether callers see what subgraphs say went wrong, or only errors with a code of ours. */
  readonly subgraphErrors: 'masked' | 'shown';
  readonly observeCall: CallObserver;
}

/** One execution of a plan: what has been gathered so far. */
export interface Run {
  readonly tools: ExecutionTools;
  readonly caller: Caller;
  /** What the operation took of its caller's budget; null where nothing was taken. */
  readonly charge: Charge | null;
  /** Who follows it; null where nobody does. */
  readonly observer: RunObserver | null;
  /** Coerced variables under the planner's names. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly data: DataObject;
  readonly errors: FieldErrors;
  /** Offsets that subgraphs wrote in the course of it. */
  wrote: Offsets | null;
}

/** A run that has gathered nothing, or just the data of an event. */
export function startRun(
  tools: ExecutionTools,
  { caller, variables, charge = null, observer = null }: RunRequest,
  data: DataObject = {},
): Run {
  return { tools, caller, variables, charge, observer, data, errors: new FieldErrors(), wrote: null };
}

/** What is run for whom. */
export interface RunRequest extends Pick<Run, 'caller' | 'variables'> {
  readonly charge?: Charge | null;
  readonly observer?: RunObserver | null;
}

/** Two sets of offsets as one: the later of each head. */
export function mergeOffsets(first: Offsets | null | undefined, second: Offsets | null | undefined): Offsets | null {
  if (!first || !second) return first ?? second ?? null;
  const merged: Record<string, number> = { ...first };
  for (const [head, offset] of Object.entries(second)) merged[head] = Math.max(merged[head] ?? 0, offset);
  return merged;
}
