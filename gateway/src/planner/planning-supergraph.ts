import { Kind, parse, print, visit, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { createStandIns, type StandIns } from './stand-ins.ts';

/** A supergraph in words that the planner does not stumble over, and the way back. */
export interface PlanningSupergraph {
  readonly sdl: string;
  readonly standIns: StandIns;
}

/**
 * Rewrites a supergraph so that two faults of `@apollo/query-planner` cannot show. Where a field is required with
 * arguments, a field of its own stands in for it, because the planner keeps what it requires by name and one set of
 * arguments would take the place of another. And keys by which a subgraph looks entities up stand before those by which
 * it does not, because the planner returns to a subgraph by the first of them.
 */
export function planningSupergraph(supergraphSdl: string): PlanningSupergraph {
  const document = parse(supergraphSdl, { noLocation: true });
  const standIns = createStandIns(document);
  return { sdl: print(resolvableKeysFirst(standIns.document)), standIns };
}

function resolvableKeysFirst(document: DocumentNode): DocumentNode {
  const sorted = <T extends { readonly directives?: readonly ConstDirectiveNode[] }>(type: T): T => ({
    ...type,
    directives: (type.directives ?? []).toSorted((a, b) => Number(isUnresolvable(a)) - Number(isUnresolvable(b))),
  });
  return visit(document, { ObjectTypeDefinition: { enter: sorted }, InterfaceTypeDefinition: { enter: sorted } });
}

/** Whether a directive is a key by which its subgraph looks nothing up. */
export function isUnresolvable({ name, arguments: given = [] }: ConstDirectiveNode): boolean {
  if (name.value !== 'join__type') return false;
  const resolvable = given.find((argument) => argument.name.value === 'resolvable')?.value;
  return resolvable?.kind === Kind.BOOLEAN && !resolvable.value;
}
