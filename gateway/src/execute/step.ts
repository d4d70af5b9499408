import type { ContextVariable, RequiredSelection, Rewrite } from '../planner/planner.ts';

/** One call of a plan. */
export interface Step {
  readonly call: RootCall | EntityCall;
  /** Indexes of the steps that must have ended before. */
  readonly after: readonly number[];
}

/** An operation for a subgraph. */
export interface SubgraphCall {
  readonly subgraph: string;
  readonly document: string;
  readonly operationName: string | undefined;
  readonly variables: readonly string[];
}

/** A call that answers fields of a root type. */
export interface RootCall extends SubgraphCall {
  readonly kind: 'root';
  readonly path: readonly string[];
  /** Response keys the call answers. */
  readonly keys: readonly string[];
  readonly outputRewrites: readonly Rewrite[];
}

/** A call that looks entities up, in one or more parts. */
export interface EntityCall extends SubgraphCall {
  readonly kind: 'entities';
  readonly parts: readonly EntityPart[];
  /** What is taken from the objects above, for a call of one part; empty where nothing is. */
  readonly contexts: readonly ContextVariable[];
}

/** One `_entities` field of a call. */
export interface EntityPart {
  /** Response key of the field. */
  readonly alias: string;
  /** Variable that holds its representations. */
  readonly variable: string;
  /** Where the objects lie that it completes. */
  readonly paths: readonly (readonly string[])[];
  readonly requires: readonly RequiredSelection[];
  /** Response keys it answers on an entity. */
  readonly keys: readonly string[];
  /** Whether what stands in many places is kept apart there, because what stands above matters. */
  readonly copied: boolean;
  readonly inputRewrites: readonly Rewrite[];
  readonly outputRewrites: readonly Rewrite[];
}
