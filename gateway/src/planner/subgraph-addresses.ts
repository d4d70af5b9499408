import { Kind, parse, type DirectiveNode, type EnumTypeDefinitionNode, type GraphQLSchema } from 'graphql';

/** A subgraph and where its supergraph says it is; empty text where it does not. */
export interface SubgraphAddress {
  readonly name: string;
  readonly url: string;
}

/** Instead of the address of a subgraph: what is composed under it is answered by the gateway itself. */
const OWN_URL = 'trekker:gateway';
/** The enum in which a supergraph names its subgraphs. (https://specs.apollo.dev/join) */
const GRAPHS = 'join__Graph';

/** Names of the subgraphs that have to be had for a supergraph. */
export function subgraphNamesOf(supergraphSdl: string): string[] {
  return subgraphAddressesOf(supergraphSdl).map(({ name }) => name);
}

/** The subgraphs that have to be had for a supergraph: those it was composed of, less what the gateway answers itself. */
export function subgraphAddressesOf(supergraphSdl: string): SubgraphAddress[] {
  const graphs = parse(supergraphSdl).definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === GRAPHS,
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) {
    throw new Error('the supergraph does not say of which subgraphs it was composed');
  }
  return addressesIn(graphs).filter(({ url }) => url !== OWN_URL);
}

/** The name under which a supergraph has what the gateway answers itself; undefined where it has nothing of it. */
export function ownSubgraphName(supergraph: GraphQLSchema): string | undefined {
  const graphs = supergraph.getType(GRAPHS)?.astNode;
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) return undefined;
  return addressesIn(graphs).find(({ url }) => url === OWN_URL)?.name;
}

function addressesIn({ values = [] }: EnumTypeDefinitionNode): SubgraphAddress[] {
  return values
    .flatMap(({ directives = [] }) => directives)
    .map((directive) => ({ name: textArgument(directive, 'name'), url: textArgument(directive, 'url') }))
    .filter(({ name }) => name !== '');
}

function textArgument({ arguments: given = [] }: DirectiveNode, name: string): string {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : '';
}
