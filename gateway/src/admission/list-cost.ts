import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  valueFromAST,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { fieldDefinition } from '../document/field-definition.ts';
import type { SelectedOperation } from '../document/select-operation.ts';

/** Coerced variables by name. */
export type Variables = Readonly<Record<string, unknown>>;

/**
 * How many fields the answer to a valid, admitted operation may hold, as a function of its variables: every list counts
 * as long as its `first`, `last` or `limit` says, given literally, by variable or by default. On a connection the size
 * counts for the lists directly below it. Other lists count as `assumedListSize`.
 */
export function compileListCost(
  schema: GraphQLSchema,
  selected: SelectedOperation,
  assumedListSize: number,
): (variables: Variables) => number {
  const root = schema.getRootType(selected.operation.operation);
  const compiler = new CostCompiler(schema, selected);
  const fields = root ? compiler.compile(root, selected.operation.selectionSet) : [];
  return (variables) => costOf(fields, { variables, assumedListSize, inherited: undefined });
}

type Size = (variables: Variables) => number | undefined;

interface CostField {
  readonly isList: boolean;
  readonly size: Size | undefined;
  readonly below: readonly CostField[];
}

interface Scope {
  readonly variables: Variables;
  readonly assumedListSize: number;
  /** Size given to the connection directly above. */
  readonly inherited: number | undefined;
}

const SIZE_ARGUMENTS = ['first', 'last', 'limit'];

class CostCompiler {
  readonly #schema: GraphQLSchema;
  readonly #selected: SelectedOperation;

  constructor(schema: GraphQLSchema, selected: SelectedOperation) {
    this.#schema = schema;
    this.#selected = selected;
  }

  compile(parent: GraphQLNamedType, set: SelectionSetNode): CostField[] {
    return set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return this.#field(parent, selection);
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return this.compile(this.#named(selection.typeCondition?.name.value) ?? parent, selection.selectionSet);
      }
      const fragment = this.#selected.fragments.get(selection.name.value);
      return fragment
        ? this.compile(this.#named(fragment.typeCondition.name.value) ?? parent, fragment.selectionSet)
        : [];
    });
  }

  #field(parent: GraphQLNamedType, node: FieldNode): CostField {
    const definition = fieldDefinition(this.#schema, parent, node.name.value);
    const type = definition && getNamedType(definition.type);
    const below = type && isCompositeType(type) && node.selectionSet ? this.compile(type, node.selectionSet) : [];
    // Introspection is bounded by the schema, not by data.
    const isData = !node.name.value.startsWith('__') && !parent.name.startsWith('__');
    const isList = isData && definition !== undefined && isListType(getNullableType(definition.type));
    return { isList, size: definition && sizeArgument(definition, node), below };
  }

  #named(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.#schema.getType(name);
  }
}

function sizeArgument(definition: GraphQLField<unknown, unknown>, node: FieldNode): Size | undefined {
  const sizes = definition.args
    .filter((argument) => SIZE_ARGUMENTS.includes(argument.name))
    .map((argument): Size => {
      const given = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
      if (given?.kind === Kind.VARIABLE) {
        const name = given.name.value;
        return (variables) => asSize(name in variables ? variables[name] : argument.defaultValue);
      }
      const literal = asSize(given ? valueFromAST(given, argument.type) : argument.defaultValue);
      return () => literal;
    });
  if (sizes.length === 0) return undefined;
  return (variables) => {
    const given = sizes.map((size) => size(variables)).filter((size) => size !== undefined);
    return given.length > 0 ? Math.max(...given) : undefined;
  };
}

function asSize(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

function costOf(fields: readonly CostField[], scope: Scope): number {
  let cost = 0;
  for (const field of fields) {
    const own = field.size?.(scope.variables);
    const length = field.isList ? (own ?? scope.inherited ?? scope.assumedListSize) : 1;
    const inherited = field.isList ? undefined : own;
    cost += 1 + length * costOf(field.below, { ...scope, inherited });
  }
  return cost;
}
