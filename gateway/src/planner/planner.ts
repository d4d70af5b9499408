import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Urgency } from './plan-queue.ts';

/** Finds out which subgraphs answer an operation, in which order. Any federation planner could take this place. */
export interface Planner {
  /** What callers may ask. */
  readonly apiSchema: GraphQLSchema;
  /** Everything the subgraphs know, inaccessible parts included. */
  readonly supergraphSchema: GraphQLSchema;
  /**
   * Plans a document of one valid operation without `@skip` and `@include`. Fails with a RequestRefused: QUERY_TOO_COMPLEX
   * when it is beyond what the planner may take, UNAVAILABLE or RATE_LIMITED when too many wait already, TIMEOUT when it waited too long.
   */
  plan(document: DocumentNode, urgency?: Urgency): Promise<Plan>;
  /** How many documents wait to be planned now. */
  waiting(): number;
  /** Lets go of what planning holds as soon as nothing waits; resolves when that has happened. Plans still, when asked. */
  retire(): Promise<void>;
  /** Refuses what waits and what comes, and lets go of everything at once. */
  stop(): Promise<void>;
}

/** How an operation is answered. */
export interface Plan {
  /** What to run: for a subscription, what to run for each event. Null when nothing is to be fetched. */
  readonly root: PlanNode | null;
  /** Where the events of a subscription come from; null for queries and mutations. */
  readonly source: FetchNode | null;
}

/** One step, or several. */
export type PlanNode =
  | { readonly kind: 'sequence'; readonly nodes: readonly PlanNode[] }
  | { readonly kind: 'parallel'; readonly nodes: readonly PlanNode[] }
  | FetchNode;

/** One operation for one subgraph. */
export interface FetchNode {
  readonly kind: 'fetch';
  readonly subgraph: string;
  readonly operation: string;
  readonly operationName: string | undefined;
  /** Variables of the caller that the operation uses. */
  readonly variables: readonly string[];
  /** Where the answer belongs: response keys from the root, `@` for each element of a list. */
  readonly path: readonly string[];
  /** What an object at `path` must give to be looked up as an entity; null for a fetch of root fields. */
  readonly requires: readonly RequiredSelection[] | null;
  /** Changes to each representation before it is sent. */
  readonly inputRewrites: readonly Rewrite[];
  /** Changes to what was answered before it is merged. */
  readonly outputRewrites: readonly Rewrite[];
  /** Variables whose values are taken from what stands above the objects at `path`; several may be for one variable. */
  readonly contexts: readonly ContextVariable[];
}

/** A variable that an object above gives (`@fromContext`). */
export interface ContextVariable {
  readonly variable: string;
  /** How many response keys of the fetch's path are to be left to come to that object. */
  readonly up: number;
  /** Where in it the value lies: field names and `... on Type` steps. */
  readonly path: readonly string[];
}

/** A part of a representation. */
export type RequiredSelection =
  | { readonly kind: 'field'; readonly key: string; readonly selections: readonly RequiredSelection[] | null }
  | { readonly kind: 'fragment'; readonly type: string; readonly selections: readonly RequiredSelection[] };

/** A change at a path of field names and `... on Type` steps. */
export type Rewrite =
  | { readonly kind: 'set'; readonly path: readonly string[]; readonly value: unknown }
  | { readonly kind: 'rename'; readonly path: readonly string[]; readonly to: string };
