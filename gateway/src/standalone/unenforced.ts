import { parse, visit } from 'graphql';

/** Directives by which a supergraph says that not everybody may see a field. */
const GUARDS = new Set(['authenticated', 'requiresScopes', 'policy']);

/** Directives of a supergraph that ask for a verified caller, with what they are used on; nothing where it asks for none. */
export function authorisationAskedBy(supergraphSdl: string): string[] {
  const found = new Set<string>();
  visit(parse(supergraphSdl, { noLocation: true }), {
    DirectiveDefinition: () => false,
    Directive({ name }) {
      if (GUARDS.has(name.value)) found.add(`@${name.value}`);
    },
  });
  return [...found].toSorted();
}
