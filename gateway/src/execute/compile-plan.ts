import type { FetchNode, Plan, PlanNode } from '../planner/planner.ts';
import { joinEntityFetches, type EntityFetch } from './join-entity-fetches.ts';
import { parseOperation, responseKeys } from './planned-operation.ts';
import type { EntityCall, RootCall, Step } from './step.ts';

/** A plan ready to run. */
export interface CompiledPlan {
  /** Calls in an order in which each stands behind those it depends on; empty when nothing is to be fetched. */
  readonly steps: readonly Step[];
  /** Where the events of a subscription come from, else null. */
  readonly source: RootCall | null;
}

/**
 * Reads a plan's operations and joins what can go together: entity fetches of one subgraph for which equally many others
 * must have ended become one call, in whatever branches of the plan they stand. A call waits for those its parts need and
 * for no others. Done once per planned operation.
 */
export function compilePlan(plan: Plan): CompiledPlan {
  const placed: Placed[] = [];
  if (plan.root) place(plan.root, [], placed);
  const copied = placed.some(({ fetch }) => fetch.contexts.length > 0);
  const steps: Step[] = [];
  const stepOf = new Map<Placed, Step>();
  const waves = Map.groupBy(placed, ({ wave }) => wave);
  for (const wave of [...waves.keys()].toSorted((a, b) => a - b)) {
    for (const { call, parts } of callsOf(waves.get(wave) ?? [], copied)) {
      const after = new Set(parts.flatMap((part) => part.after).map((needed) => indexOf(steps, stepOf.get(needed))));
      const step = { call, after: [...after] };
      for (const part of parts) stepOf.set(part, step);
      steps.push(step);
    }
  }
  return { steps, source: plan.source && rootCall(plan.source) };
}

/** A fetch, the fetches that must have ended before it, and how many of them stand one behind the other. */
interface Placed {
  readonly fetch: FetchNode;
  readonly after: readonly Placed[];
  readonly wave: number;
}

/** Places the fetches of a node; answers those that must have ended before what follows on it. */
function place(node: PlanNode, after: readonly Placed[], placed: Placed[]): readonly Placed[] {
  switch (node.kind) {
    case 'sequence': {
      let last = after;
      for (const child of node.nodes) last = place(child, last, placed);
      return last;
    }
    case 'parallel':
      return node.nodes.flatMap((child) => place(child, after, placed));
    case 'fetch': {
      const own = { fetch: node, after, wave: Math.max(0, ...after.map(({ wave }) => wave + 1)) };
      placed.push(own);
      return [own];
    }
    default:
      return node satisfies never;
  }
}

/** The calls of one wave with the fetches that each is made of. */
function callsOf(
  wave: readonly Placed[],
  copied: boolean,
): { call: RootCall | EntityCall; parts: readonly Placed[] }[] {
  const roots = wave.filter(({ fetch }) => !isEntityFetch(fetch));
  const entities = Map.groupBy(
    wave.filter(({ fetch }) => isEntityFetch(fetch)),
    ({ fetch }) => (fetch.contexts.length === 0 ? fetch.subgraph : fetch),
  );
  return [
    ...roots.map((placed) => ({ call: rootCall(placed.fetch), parts: [placed] })),
    ...[...entities.values()].map((parts) => {
      return { call: joinEntityFetches(parts.map(({ fetch }) => fetch).filter(isEntityFetch), copied), parts };
    }),
  ];
}

function indexOf(steps: readonly Step[], step: Step | undefined): number {
  const index = step ? steps.indexOf(step) : -1;
  if (index < 0) throw new Error('a fetch of the plan depends on one that does not come before it');
  return index;
}

function isEntityFetch(node: FetchNode): node is EntityFetch {
  return node.requires !== null;
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
