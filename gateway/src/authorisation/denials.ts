import {
  getNamedType,
  isAbstractType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { PublicError } from '../errors/public-error.ts';
import type { RuleBook } from './rule-book.ts';
import { refusal, type Rule } from './rule.ts';

/** What of an operation its caller may not see. */
export interface Denials {
  /** Equal for callers to whom the same is denied in the same words. */
  readonly key: string;
  /** Why a field of an object type is not shown, or null. */
  readonly field: (type: GraphQLObjectType, name: string) => PublicError | null;
  /** Why objects of a type are not shown, or null. */
  readonly type: (type: GraphQLObjectType) => PublicError | null;
}

/** Who breaks which rules. */
export interface BrokenRules {
  readonly ids: ReadonlySet<number>;
  readonly authenticated: boolean;
}

/** What callers may not see who break some rules. Only types and fields of the public schema are ever asked for. */
export function denialsOf(
  { book, supergraph }: { book: RuleBook; supergraph: GraphQLSchema },
  { ids, authenticated }: BrokenRules,
): Denials {
  const known = new Map<string, PublicError | null>();
  const inSupergraph = ({ name }: GraphQLNamedType) => supergraph.getType(name);

  function decide(type: GraphQLObjectType, field: string | null): Rule | undefined {
    const verdict = book.verdictOn(type, null)(ids);
    if (verdict || field === null) return verdict;
    const definition = type.getFields()[field];
    return book.verdictOn(type, field)(ids) ?? (definition && ofReturned(getNamedType(definition.type)));
  }

  /** A field that can give nothing but what is denied is not even asked for. */
  function ofReturned(returned: GraphQLNamedType): Rule | undefined {
    const objects = isAbstractType(returned)
      ? supergraph.getPossibleTypes(returned)
      : isObjectType(returned)
        ? [returned]
        : [];
    const [first, ...others] = objects.map((type) => book.verdictOn(type, null)(ids));
    return others.every((verdict) => verdict !== undefined) ? first : undefined;
  }

  function denial(type: GraphQLObjectType, field: string | null): PublicError | null {
    const coordinate = `${type.name}.${field ?? ''}`;
    const found = known.get(coordinate);
    if (found !== undefined) return found;
    const full = inSupergraph(type);
    const rule = isObjectType(full) ? decide(full, field) : undefined;
    const result = rule ? refusal(rule, authenticated) : null;
    known.set(coordinate, result);
    return result;
  }

  return {
    key: `${authenticated ? 'known' : 'nobody'} ${[...ids].join(' ')}`,
    field: denial,
    type: (type) => denial(type, null),
  };
}
