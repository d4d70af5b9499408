import { Kind, parse } from 'graphql';

/** Names of the subgraphs a supergraph was composed of, as its enum `join__Graph` tells them. */
export function subgraphNamesOf(supergraphSdl: string): string[] {
  for (const definition of parse(supergraphSdl).definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    return (definition.values ?? []).flatMap(({ directives = [] }) =>
      directives.flatMap(({ arguments: given = [] }) =>
        given.flatMap(({ name, value }) => (name.value === 'name' && value.kind === Kind.STRING ? [value.value] : [])),
      ),
    );
  }
  throw new Error('the supergraph does not say of which subgraphs it was composed');
}
