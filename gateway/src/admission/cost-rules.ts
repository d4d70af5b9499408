import {
  isInputObjectType,
  isObjectType,
  isInterfaceType,
  Kind,
  type ConstDirectiveNode,
  type ConstValueNode,
  type GraphQLSchema,
} from 'graphql';
import { directiveName } from '../document/linked-directives.ts';

/** What `@listSize` says of a field. */
export interface ListSize {
  readonly assumedSize: number | null;
  /** Arguments that give the size; dots lead into input objects. Null where only `assumedSize` counts. */
  readonly slicingArguments: readonly string[] | null;
  /** Fields of what is given to which the size applies, instead of to the field itself. */
  readonly sizedFields: readonly string[] | null;
  readonly requireOneSlicingArgument: boolean;
}

/** What a supergraph says of costs by `@cost` and `@listSize` (IBM cost specification, as federation composes it). */
export interface CostRules {
  /** Weight of a field, those of input objects included, or of an argument of it; null where nothing is said. */
  weightOf(type: string, field: string, argument?: string): number | null;
  /** Weight of each object, or scalar or enum value, of a type; 0 where nothing is said. */
  weightOfType(type: string): number;
  listSizeOf(type: string, field: string): ListSize | null;
}

/** Where nothing is said of costs. */
export const NO_COST_RULES: CostRules = { weightOf: () => null, weightOfType: () => 0, listSizeOf: () => null };

/** Reads the costs of a supergraph, under whatever names it links the directives. */
export function readCostRules(schema: GraphQLSchema): CostRules {
  const cost = directiveName(schema, 'cost');
  const listSize = directiveName(schema, 'cost', 'listSize');
  if (cost === null) return NO_COST_RULES;
  const fieldOf = (name: string, field: string) => {
    const type = schema.getType(name);
    return isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
  };
  const inputFieldOf = (name: string, field: string) => {
    const type = schema.getType(name);
    return isInputObjectType(type) ? type.getFields()[field] : undefined;
  };
  return {
    weightOf(type, field, argument) {
      const definition = fieldOf(type, field) ?? inputFieldOf(type, field);
      const args = definition && 'args' in definition ? definition.args : [];
      const element = argument === undefined ? definition : args.find(({ name }) => name === argument);
      return weightIn(find(element?.astNode?.directives, cost));
    },
    weightOfType: (type) => weightIn(find(schema.getType(type)?.astNode?.directives, cost)) ?? 0,
    listSizeOf(type, field) {
      const directive = find(fieldOf(type, field)?.astNode?.directives, listSize);
      return directive ? listSizeIn(directive) : null;
    },
  };
}

function listSizeIn(directive: ConstDirectiveNode): ListSize {
  const assumed = argument(directive, 'assumedSize');
  const required = argument(directive, 'requireOneSlicingArgument');
  return {
    assumedSize: assumed?.kind === Kind.INT ? Number(assumed.value) : null,
    slicingArguments: texts(argument(directive, 'slicingArguments')),
    sizedFields: texts(argument(directive, 'sizedFields')),
    requireOneSlicingArgument: required?.kind !== Kind.BOOLEAN || required.value,
  };
}

/** Federation gives a weight as an integer, the specification as a text. What would lower the cost counts as nothing. */
function weightIn(directive: ConstDirectiveNode | undefined): number | null {
  const weight = directive && argument(directive, 'weight');
  if (weight?.kind !== Kind.INT && weight?.kind !== Kind.FLOAT && weight?.kind !== Kind.STRING) return null;
  return Math.max(0, Number(weight.value) || 0);
}

function find(directives: readonly ConstDirectiveNode[] | undefined, name: string | null) {
  return directives?.find((each) => each.name.value === name);
}

function argument({ arguments: given = [] }: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return given.find((each) => each.name.value === name)?.value;
}

function texts(value: ConstValueNode | undefined): string[] | null {
  if (value?.kind !== Kind.LIST) return null;
  return value.values.flatMap((each) => (each.kind === Kind.STRING ? [each.value] : []));
}
