import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { fieldDefinition } from '../document/field-definition.ts';
import type { SelectedOperation } from '../document/select-operation.ts';
import type { CostRules } from './cost-rules.ts';
import { compileInputCost, type InputCost } from './input-cost.ts';
import { sizeOf, type Size } from './list-size.ts';

/** Coerced variables by name. */
export type Variables = Readonly<Record<string, unknown>>;

/**
 * How many fields the answer to a valid, admitted operation may hold, as a function of its variables: every list counts
 * as long as its `first`, `last` or `limit` says, given literally, by variable or by default. On a connection the size
 * counts for the lists directly below it. Other lists count as `assumedListSize`. What the supergraph says by `@cost` and
 * `@listSize` comes before all that; a field of which nothing is said costs 1.
 */
export function compileListCost(
  { schema, costs }: CostSources,
  selected: SelectedOperation,
  assumedListSize: number,
): (variables: Variables) => number {
  const root = schema.getRootType(selected.operation.operation);
  const compiler = new CostCompiler({ schema, costs }, selected);
  const fields = root ? compiler.compile(root, selected.operation.selectionSet) : [];
  return (variables) => costOf(fields, { variables, assumedListSize, inherited: undefined, sized: null });
}

/** Where costs are looked up. */
export interface CostSources {
  readonly schema: GraphQLSchema;
  readonly costs: CostRules;
}

interface CostField {
  readonly name: string;
  /** What the field costs itself. */
  readonly weight: number;
  /** What its arguments cost besides; null for nothing. */
  readonly inputs: InputCost | null;
  /** What each object or value costs that it gives. */
  readonly weightOfEach: number;
  readonly isList: boolean;
  readonly size: Size | undefined;
  /** The fields below to which alone the size applies; null where it applies as usual. */
  readonly appliesBelow: readonly string[] | null;
  readonly below: readonly CostField[];
}

interface Scope {
  readonly variables: Variables;
  readonly assumedListSize: number;
  /** Size given to the connection directly above. */
  readonly inherited: number | undefined;
  /** The only fields to which that applies; null where it applies to all. */
  readonly sized: readonly string[] | null;
}

class CostCompiler {
  readonly #schema: GraphQLSchema;
  readonly #costs: CostRules;
  readonly #selected: SelectedOperation;

  constructor({ schema, costs }: CostSources, selected: SelectedOperation) {
    this.#schema = schema;
    this.#costs = costs;
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
    const name = node.name.value;
    const definition = fieldDefinition(this.#schema, parent, name);
    const type = definition && getNamedType(definition.type);
    const below = isCompositeType(type) && node.selectionSet ? this.compile(type, node.selectionSet) : [];
    const inputs = compileInputCost(this.#costs, { parent: parent.name, definition }, node);
    const plain = { name, below, inputs, weight: this.#costs.weightOf(parent.name, name) ?? 1, appliesBelow: null };
    // Introspection is bounded by the schema, not by data.
    if (!definition || !type || name.startsWith('__') || parent.name.startsWith('__')) {
      return { ...plain, weightOfEach: 0, isList: false, size: undefined };
    }
    const said = this.#costs.listSizeOf(parent.name, name);
    return {
      ...plain,
      weightOfEach: this.#costs.weightOfType(type.name),
      isList: isListType(getNullableType(definition.type)),
      size: sizeOf(definition, node, said),
      appliesBelow: said?.sizedFields ?? null,
    };
  }

  #named(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.#schema.getType(name);
  }
}

function costOf(fields: readonly CostField[], scope: Scope): number {
  let cost = 0;
  for (const field of fields) {
    const own = field.size?.(scope.variables);
    const inherited = field.isList && !field.appliesBelow ? undefined : own;
    const below = costOf(field.below, { ...scope, inherited, sized: field.appliesBelow });
    const inputs = field.inputs?.(scope.variables) ?? 0;
    cost += field.weight + inputs + lengthOf(field, own, scope) * (field.weightOfEach + below);
  }
  return cost;
}

// oxlint-disable-next-line max-params -- of what, by its own arguments, else by those around it
function lengthOf(field: CostField, own: number | undefined, scope: Scope): number {
  if (!field.isList) return 1;
  const given = scope.sized === null || scope.sized.includes(field.name) ? scope.inherited : undefined;
  return (field.appliesBelow ? given : (own ?? given)) ?? scope.assumedListSize;
}
