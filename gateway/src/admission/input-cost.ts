import {
  getNamedType,
  isInputObjectType,
  Kind,
  valueFromAST,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import type { CostRules } from './cost-rules.ts';
import type { Variables } from './list-cost.ts';

/** What the arguments of a field cost by the variables; null where they cost nothing whatever is in them. */
export type InputCost = (variables: Variables) => number;

/**
 * What `@cost` asks for the arguments that are given to a field: for each its own weight, and where it holds input objects
 * the weights of the fields that these give, once for each element of a list. (IBM cost specification, 5.5)
 */
export function compileInputCost(
  costs: CostRules,
  { parent, definition }: { readonly parent: string; readonly definition: GraphQLField<unknown, unknown> | undefined },
  { arguments: given = [] }: FieldNode,
): InputCost | null {
  const parts = given.flatMap(({ name, value }): InputCost[] => {
    const argument = definition?.args.find((each) => each.name === name.value);
    if (!definition || !argument) return [];
    const own = costs.weightOf(parent, definition.name, name.value) ?? 0;
    const { type } = argument;
    const below = hasCosts(costs, type);
    if (own === 0 && !below) return [];
    const valueOf = (variables: Variables): unknown =>
      value.kind === Kind.VARIABLE ? variables[value.name.value] : valueFromAST(value, type, variables);
    return [(variables) => own + (below ? costOfValue(costs, type, valueOf(variables)) : 0)];
  });
  return parts.length === 0 ? null : (variables) => parts.reduce((sum, part) => sum + part(variables), 0);
}

/** Cost of the fields given somewhere in a coerced value. It nests no deeper than variables and documents may. */
// oxlint-disable-next-line max-params -- by which rules, of which type, what
function costOfValue(costs: CostRules, type: GraphQLInputType, value: unknown): number {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + costOfValue(costs, type, each), 0);
  const fields = named.getFields();
  return Object.entries(value).reduce((sum, [name, inner]) => {
    const field = fields[name];
    return field ? sum + (costs.weightOf(named.name, name) ?? 0) + costOfValue(costs, field.type, inner) : sum;
  }, 0);
}

/** Whether anything below an argument of a type may cost something. */
function hasCosts(costs: CostRules, type: GraphQLInputType, seen = new Set<GraphQLInputObjectType>()): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || seen.has(named)) return false;
  seen.add(named);
  return Object.values(named.getFields()).some(
    (field) => costs.weightOf(named.name, field.name) !== null || hasCosts(costs, field.type, seen),
  );
}
