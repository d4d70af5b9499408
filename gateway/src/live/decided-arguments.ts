import {
  Kind,
  parseType,
  valueFromAST,
  type ArgumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Variables } from '../admission/list-cost.ts';
import type { LiveRoot } from './live-operation.ts';

/** An argument whose value is decided for each upstream rather than by the text of an operation. */
export interface DecidedArgument {
  readonly name: string;
  /** The variable in its place. */
  readonly variable: string;
  readonly definition: VariableDefinitionNode;
  /** The argument as it is sent. */
  readonly node: ArgumentNode;
  /** What the caller gave; undefined: nothing. */
  valueOf(variables: Variables): unknown;
}

/** Where a stream begins, and the arguments that filter for one subscriber, as far as they were given. */
export function decidedArguments(
  schema: GraphQLSchema,
  { field, nodes: [node] }: LiveRoot,
  { variableDefinitions = [] }: OperationDefinitionNode,
): DecidedArgument[] {
  const filtering = new Set(field.records?.filters.map(({ argument }) => argument));
  const taken = new Set(variableDefinitions.map(({ variable }) => variable.name.value));
  let prefix = 'live_';
  while ([...taken].some((name) => name.startsWith(prefix))) prefix = `_${prefix}`;
  const definitions = schema.getSubscriptionType()?.getFields()[field.name]?.args ?? [];
  return definitions.flatMap(({ name, type }) => {
    const given = node.arguments?.find((argument) => argument.name.value === name);
    if (name !== field.after && !(given && filtering.has(name))) return [];
    const variable = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: `${prefix}${name}` } } as const;
    return {
      name,
      variable: variable.name.value,
      definition: { kind: Kind.VARIABLE_DEFINITION, variable, type: parseType(String(type)) },
      node: { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value: variable },
      valueOf: (variables) => (given ? valueFromAST(given.value, type, variables) : undefined),
    } as const;
  });
}
