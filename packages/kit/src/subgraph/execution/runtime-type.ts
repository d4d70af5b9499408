import {
  defaultTypeResolver,
  GraphQLError,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
} from 'graphql';

import { chain, type MaybePromise } from './maybe-promise.ts';

/** What type resolvers are given besides the value. */
export interface TypeSite {
  readonly contextValue: unknown;
  readonly info: GraphQLResolveInfo;
}

/** The type of a value of an interface or union. Fails when that cannot be told or is none of its kinds. */
export function runtimeTypeOf(
  value: unknown,
  type: GraphQLAbstractType,
  { contextValue, info }: TypeSite,
): MaybePromise<GraphQLObjectType> {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  return chain(resolveType(value, contextValue, info, type), (name) => {
    const found = typeof name === 'string' ? info.schema.getType(name) : undefined;
    if (!isObjectType(found)) throw new GraphQLError(notAType(type, { name, found, info }));
    if (!info.schema.isSubType(type, found)) {
      throw new GraphQLError(`Runtime Object type "${found.name}" is not a possible type for "${type.name}".`);
    }
    return found;
  });
}

/** Goes on with a value of an object type once it is sure to be one. Fails when its type denies it. */
export function requireType(
  value: unknown,
  type: GraphQLObjectType,
  { contextValue, info }: TypeSite,
): MaybePromise<void> {
  if (!type.isTypeOf) return;
  return chain(type.isTypeOf(value, contextValue, info), (fits) => {
    if (!fits) throw new GraphQLError(`Expected value of type "${type.name}" but got: ${String(value)}.`);
  });
}

/** In the words of graphql-js, which people look for. */
function notAType(
  { name: abstract }: GraphQLAbstractType,
  { name, found, info }: { readonly name: unknown; readonly found: unknown; readonly info: GraphQLResolveInfo },
): string {
  if (typeof name !== 'string') {
    return `Abstract type "${abstract}" must resolve to an Object type at runtime for field "${info.parentType.name}.${info.fieldName}". Either the "${abstract}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`;
  }
  return found === undefined
    ? `Abstract type "${abstract}" was resolved to a type "${name}" that does not exist inside the schema.`
    : `Abstract type "${abstract}" was resolved to a non-object type "${name}".`;
}
