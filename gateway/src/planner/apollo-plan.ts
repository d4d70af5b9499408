import type {
  FetchDataKeyRenamer,
  FetchDataRewrite,
  FetchNode as ApolloFetch,
  PlanNode as ApolloNode,
  QueryPlan,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';
import type { ContextVariable, FetchNode, Plan, PlanNode, RequiredSelection, Rewrite } from './planner.ts';

/** An Apollo query plan in our words: every fetch carries its path, so that no node but a fetch touches data. */
export function planOf({ node }: QueryPlan): Plan {
  if (!node) return { root: null, source: null };
  if (node.kind !== 'Subscription') return { root: planNode(node, []), source: null };
  return { root: node.rest ? planNode(node.rest, []) : null, source: fetchNode(node.primary, []) };
}

/** A plan with every fetch replaced. */
export function mapFetches({ root, source }: Plan, replace: (fetch: FetchNode) => PlanNode): Plan {
  const replaced = (node: PlanNode): PlanNode =>
    node.kind === 'fetch' ? replace(node) : { ...node, nodes: node.nodes.map(replaced) };
  const events = source && replace(source);
  if (events && events.kind !== 'fetch') throw new Error('the events of a subscription come from one fetch');
  return { root: root && replaced(root), source: events };
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
    contexts: (fetch.contextRewrites ?? []).map(contextVariable),
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

/** The planner writes `..` for each response key that is to be left. */
function contextVariable({ path, renameKeyTo }: FetchDataKeyRenamer): ContextVariable {
  const up = path.findIndex((step) => step !== '..');
  return { variable: renameKeyTo, up, path: path.slice(up) };
}

function rewrite(change: FetchDataRewrite): Rewrite {
  return change.kind === 'ValueSetter'
    ? { kind: 'set', path: change.path, value: change.setValueTo }
    : { kind: 'rename', path: change.path, to: change.renameKeyTo };
}
