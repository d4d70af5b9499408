import { isListType, getNullableType, Kind, valueFromAST, type FieldNode, type GraphQLField } from 'graphql';
import { RequestRefused } from '../errors/request-refused.ts';
import type { ListSize } from './cost-rules.ts';
import type { Variables } from './list-cost.ts';

/** How long the lists behind a field are, by the variables; undefined where nothing tells. */
export type Size = (variables: Variables) => number | undefined;

const SIZE_ARGUMENTS = ['first', 'last', 'limit'];

/**
 * The size that the arguments of a field give: the largest of those that `@listSize` names, else of `first`, `last` and
 * `limit`, else the length of a list among the arguments. Fails with QUERY_INVALID where `@listSize` wants exactly one.
 */
export function sizeOf(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  said: ListSize | null,
): Size | undefined {
  const paths = said ? (said.slicingArguments ?? []) : SIZE_ARGUMENTS;
  const sizes = paths.flatMap((path) => sizeAt(definition, node, path.split('.')) ?? []);
  if (said) requireOne(definition.name, said, sizes.length);
  const assumed = said?.assumedSize ?? undefined;
  const lengths = said || sizes.length > 0 ? [] : lengthsOf(definition, node);
  const all = [...sizes, ...lengths];
  if (all.length === 0) return assumed === undefined ? undefined : () => assumed;
  return (variables) => {
    const given = all.map((size) => size(variables)).filter((size) => size !== undefined);
    return given.length > 0 ? Math.max(...given) : assumed;
  };
}

// oxlint-disable-next-line max-params -- of what, by which rule, how many
function requireOne(field: string, { slicingArguments, requireOneSlicingArgument }: ListSize, given: number): void {
  if (!slicingArguments || !requireOneSlicingArgument || given === 1) return;
  const names = slicingArguments.join(', ');
  throw RequestRefused.because('QUERY_INVALID', `${field} needs exactly one of the arguments ${names}`);
}

function sizeAt(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  [name = '', ...inner]: readonly string[],
): Size | undefined {
  const value = argumentOf(definition, node, name);
  if (!value) return undefined;
  return (variables) => asSize(inner.reduce<unknown>(member, value(variables)));
}

/** The value of an argument; undefined where neither the operation nor a default gives one. */
function argumentOf(definition: GraphQLField<unknown, unknown>, node: FieldNode, name: string) {
  const argument = definition.args.find((each) => each.name === name);
  if (!argument) return undefined;
  const { type, defaultValue } = argument;
  const given = node.arguments?.find((each) => each.name.value === name)?.value;
  if (!given || given.kind === Kind.NULL) return given || defaultValue === undefined ? undefined : () => defaultValue;
  if (given.kind === Kind.VARIABLE) {
    const variable = given.name.value;
    return (variables: Variables): unknown => (variable in variables ? variables[variable] : defaultValue);
  }
  return (variables: Variables): unknown => valueFromAST(given, type, variables);
}

/** A list that is asked for by a list of ids is as long as that. */
function lengthsOf(definition: GraphQLField<unknown, unknown>, node: FieldNode): Size[] {
  return definition.args
    .filter(({ type }) => isListType(getNullableType(type)))
    .flatMap(({ name }) => argumentOf(definition, node, name) ?? [])
    .map((value) => (variables) => {
      const list = value(variables);
      return Array.isArray(list) ? list.length : undefined;
    });
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function asSize(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}
