import type {
  FetchDataRewrite,
  FetchNode as ApolloFetch,
  PlanNode as ApolloNode,
  QueryPlan,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';
import type { FetchNode, Plan, PlanNode, RequiredSelection, Rewrite } from './planner.ts';

/** An Apollo query plan in our words: every fetch carries its path, so that no node but a fetch touches data. */
export function planOf({ node }: QueryPlan): Plan {
  if (!node) return { root: null, source: null };
  if (node.kind !== 'Subscription') return { root: planNode(node, []), source: null };
  return { root: node.rest ? planNode(node.rest, []) : null, source: fetchNode(node.primary, []) };
}

function planNode(node: ApolloNode, path: readonly string[]): PlanNode {
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', nodes: node.nodes.map((child) => planNode(child, path)) };
    case 'Parallel':
      return { kind: 'parallel', nodes: node.nodes.map((child) => planNode(child, path)) };
    case 'Flatten':
      return planNode(node.node, [...path, ...node.path.map(String)]);
    case 'Fetch':
      return fetchNode(node, path);
    case 'Condition':
    case 'Defer':
      throw new Error(`the planner answered with ${node.kind}, which was not asked for`);
    default:
      return node satisfies never;
  }
}

function fetchNode(fetch: ApolloFetch, path: readonly string[]): FetchNode {
  if (fetch.contextRewrites?.length) {
    throw new Error('the supergraph uses @fromContext, which this gateway does not execute');
  }
  return {
    kind: 'fetch',
    subgraph: fetch.serviceName,
    operation: fetch.operation,
    operationName: fetch.operationName,
    variables: fetch.variableUsages ?? [],
    path,
    requires: fetch.requires ? fetch.requires.map(required) : null,
    inputRewrites: (fetch.inputRewrites ?? []).map(rewrite),
    outputRewrites: (fetch.outputRewrites ?? []).map(rewrite),
  };
}

function required(selection: QueryPlanSelectionNode): RequiredSelection {
  if (selection.kind === 'Field') {
    const key = selection.alias ?? selection.name;
    return { kind: 'field', key, selections: selection.selections?.map(required) ?? null };
  }
  const { typeCondition, selections } = selection;
  if (typeCondition === undefined) throw new Error('the planner requires a fragment without a type');
  return { kind: 'fragment', type: typeCondition, selections: selections.map(required) };
}

function rewrite(change: FetchDataRewrite): Rewrite {
  return change.kind === 'ValueSetter'
    ? { kind: 'set', path: change.path, value: change.setValueTo }
    : { kind: 'rename', path: change.path, to: change.renameKeyTo };
}
