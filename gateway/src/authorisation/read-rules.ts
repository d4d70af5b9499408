import { Kind, type ConstDirectiveNode, type ConstValueNode, type GraphQLNamedType, type GraphQLSchema } from 'graphql';
import { directiveName } from '../document/linked-directives.ts';
import type { Rule } from './rule.ts';

/** Read the rules of one element of a schema from its directives. */
export interface RuleReaders {
  readonly ofField: (element: Directed) => Rule[];
  readonly ofType: (element: Directed) => Rule[];
}

interface Directed {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
  readonly extensionASTNodes?: GraphQLNamedType['extensionASTNodes'];
}

/**
 * Readers of `@authenticated`, `@requiresScopes` and `@policy`, under whatever names the supergraph links them
 * (GHSA-g8jh-vg5j-4h3f).
 * @param types whether rules on types count; otherwise only those on fields do.
 */
export function ruleReaders(schema: GraphQLSchema, types: boolean): RuleReaders {
  const authenticated = directiveName(schema, 'authenticated');
  const scopes = directiveName(schema, 'requiresScopes');
  const policies = directiveName(schema, 'policy');
  const ruleOf = (directive: ConstDirectiveNode): Rule[] => {
    switch (directive.name.value) {
      case authenticated:
        return [{ kind: 'authenticated' }];
      case scopes:
        return [{ kind: 'scopes', anyOf: listsOf(directive) }];
      case policies:
        return [{ kind: 'policies', anyOf: listsOf(directive) }];
      default:
        return [];
    }
  };
  const read = ({ astNode, extensionASTNodes = [] }: Directed) =>
    [astNode, ...extensionASTNodes].flatMap((node) => node?.directives ?? []).flatMap(ruleOf);
  return { ofField: read, ofType: types ? read : () => [] };
}

/** The directives that are linked, as the supergraph calls them. */
export function ruleDirectives(schema: GraphQLSchema): string[] {
  return ['authenticated', 'requiresScopes', 'policy']
    .map((spec) => directiveName(schema, spec))
    .filter((name) => name !== null);
}

/** The lists of names of the only argument; what is no such thing keeps everybody out. */
function listsOf({ arguments: given = [] }: ConstDirectiveNode): string[][] {
  const value = given[0]?.value;
  return value?.kind === Kind.LIST ? value.values.map(namesOf) : [];
}

function namesOf(value: ConstValueNode): string[] {
  const values = value.kind === Kind.LIST ? value.values : [value];
  return values.map((each) => (each.kind === Kind.STRING ? each.value : UNHOLDABLE));
}

/** A name that nobody holds. */
const UNHOLDABLE = '\0';
