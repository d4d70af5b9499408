import { getArgumentValues, Kind, visit, type FieldNode, type GraphQLField } from 'graphql';

/** The values of a field's arguments. Each call has an object of its own, as resolvers may do with it what they like. */
export type ArgumentsOf = (variables: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** Works out once what does not depend on variables. What it answers fails as `getArgumentValues` of graphql-js does. */
export function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): ArgumentsOf {
  if (field.args.length === 0) return () => ({});
  const each: ArgumentsOf = (variables) => getArgumentValues(field, node, variables);
  if (usesVariables(node)) return each;
  const constant = attempt(() => each({}));
  // A list or object inside could be changed by a resolver.
  const isFlat = constant && Object.values(constant).every((value) => typeof value !== 'object' || value === null);
  return isFlat ? () => ({ ...constant }) : each;
}

function usesVariables(node: FieldNode): boolean {
  let found = false;
  for (const argument of node.arguments ?? []) {
    visit(argument, {
      [Kind.VARIABLE]: () => {
        found = true;
      },
    });
  }
  return found;
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null; // the call fails with it
  }
}
