import { Kind, parse, type DirectiveNode } from 'graphql';

/** Names of the subgraphs a supergraph was composed of, as its enum `join__Graph` tells them. */
export function subgraphNamesOf(supergraphSdl: string): string[] {
  return subgraphAddressesOf(supergraphSdl).map(({ name }) => name);
}

/** The subgraphs a supergraph was composed of and where it says they are; empty text where it does not. */
export function subgraphAddressesOf(supergraphSdl: string): { name: string; url: string }[] {
  for (const definition of parse(supergraphSdl).definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    const directives = (definition.values ?? []).flatMap(({ directives = [] }) => directives);
    return directives
      .filter((directive) => textArgument(directive, 'name') !== '')
      .map((directive) => ({ name: textArgument(directive, 'name'), url: textArgument(directive, 'url') }));
  }
  throw new Error('the supergraph does not say of which subgraphs it was composed');
}

function textArgument({ arguments: given = [] }: DirectiveNode, name: string): string {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : '';
}
