import { Kind, parse, type SelectionSetNode } from 'graphql';
import type { FetchNode, Plan, PlanNode } from './planner.ts';
import type { StandIns } from './stand-ins.ts';
import { pathsIn, pathsOf } from './without-stand-ins.ts';

const ROOTS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

/**
 * A field that a plan asks of a subgraph without what it requires there, as `Type.field`, or null. The planner does so where
 * what a field requires has requirements of its own that lead back: the answer would be wrong, and no error would tell.
 */
export function unsoundField({ root, source }: Plan, standIns: StandIns): string | null {
  for (const fetch of [...(root ? fetchesOf(root) : []), ...(source ? [source] : [])]) {
    const found = unsoundIn(fetch, standIns);
    if (found !== null) return found;
  }
  return null;
}

function fetchesOf(node: PlanNode): FetchNode[] {
  return node.kind === 'fetch' ? [node] : node.nodes.flatMap(fetchesOf);
}

function unsoundIn({ subgraph, operation, requires }: FetchNode, standIns: StandIns): string | null {
  // What is provided on a path may be required there without being sent; which paths these are is not known here.
  if (standIns.provides(subgraph)) return null;
  const given = new Set(requires ? pathsIn(requires) : []);
  const search = (set: SelectionSetNode, type: string, isEntity: boolean): string | null => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      const found =
        selection.kind === Kind.INLINE_FRAGMENT
          ? search(selection.selectionSet, selection.typeCondition?.name.value ?? type, isEntity)
          : inField({ name: selection.name.value, below: selection.selectionSet ?? null }, type, isEntity);
      if (found !== null) return found;
    }
    return null;
  };
  const inField = (field: { name: string; below: SelectionSetNode | null }, type: string, isEntity: boolean) => {
    const required = standIns.requiredBy(type, field.name, subgraph);
    if (required && !(isEntity && pathsOf(required).every((path) => given.has(path)))) {
      return `${type}.${standIns.of(field.name)?.name ?? field.name}`;
    }
    const isEntities = field.name === '_entities' && requires !== null;
    return field.below && search(field.below, isEntities ? '' : (standIns.typeOf(type, field.name) ?? ''), isEntities);
  };
  for (const definition of parse(operation, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const found = search(definition.selectionSet, ROOTS[definition.operation], false);
    if (found !== null) return found;
  }
  return null;
}
