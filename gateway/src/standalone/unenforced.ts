import { buildASTSchema, parse, visit } from 'graphql';
import { ruleDirectives } from '../authorisation/read-rules.ts';

/** Directives of a supergraph that ask for a verified caller, as it calls them; nothing where it asks for none. */
export function authorisationAskedBy(supergraphSdl: string): string[] {
  const document = parse(supergraphSdl, { noLocation: true });
  const guards = ruleDirectives(buildASTSchema(document, { assumeValid: true, assumeValidSDL: true }));
  const found = new Set<string>();
  visit(document, {
    DirectiveDefinition: () => false,
    Directive({ name }) {
      if (guards.includes(name.value)) found.add(`@${name.value}`);
    },
  });
  return [...found].toSorted();
}
