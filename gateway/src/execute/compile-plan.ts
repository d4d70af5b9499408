import type { FetchNode, Plan, PlanNode } from '../planner/planner.ts';
import { joinEntityFetches, type EntityFetch } from './join-entity-fetches.ts';
import { parseOperation, responseKeys } from './planned-operation.ts';
import type { RootCall, Step } from './step.ts';

/** A plan ready to run. */
export interface CompiledPlan {
  /** Null when nothing is to be fetched. */
  readonly root: Step | null;
  /** Where the events of a subscription come from, else null. */
  readonly source: RootCall | null;
}

/** Reads a plan's operations and joins what can go together. Done once per planned operation. */
export function compilePlan(plan: Plan): CompiledPlan {
  return { root: plan.root && compile(plan.root), source: plan.source && rootCall(plan.source) };
}

function compile(node: PlanNode): Step {
  switch (node.kind) {
    case 'sequence':
      return { kind: 'sequence', steps: node.nodes.map(compile) };
    case 'parallel':
      return { kind: 'parallel', steps: wave(node.nodes) };
    case 'fetch':
      return isEntityFetch(node) ? { kind: 'sequence', steps: joinEntityFetches([node]) } : rootCall(node);
    default:
      return node satisfies never;
  }
}

function wave(nodes: readonly PlanNode[]): Step[] {
  const others = nodes.filter((node) => !isEntityFetch(node)).map(compile);
  return [...joinEntityFetches(nodes.filter(isEntityFetch)), ...others];
}

function isEntityFetch(node: PlanNode): node is EntityFetch {
  return node.kind === 'fetch' && node.requires !== null;
}

function rootCall(fetch: FetchNode): RootCall {
  return {
    kind: 'root',
    subgraph: fetch.subgraph,
    document: fetch.operation,
    operationName: fetch.operationName,
    variables: fetch.variables,
    path: fetch.path,
    keys: responseKeys(parseOperation(fetch.operation).selectionSet),
    outputRewrites: fetch.outputRewrites,
  };
}
