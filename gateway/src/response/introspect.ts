import {
  executeSync,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';

/** What introspection needs of an operation. */
export interface IntrospectionContext {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variableDefinitions: readonly VariableDefinitionNode[];
  /** Coerced, under the caller's names. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The value of a `__schema` or `__type` field as JSON, by graphql-js on the public schema. */
export function introspect(nodes: readonly FieldNode[], context: IntrospectionContext): string {
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        variableDefinitions: context.variableDefinitions,
        selectionSet: { kind: Kind.SELECTION_SET, selections: nodes },
      },
      ...context.fragments.values(),
    ],
  };
  const { data, errors } = executeSync({ schema: context.schema, document, variableValues: context.variables });
  if (errors?.length || !data) throw new AggregateError(errors ?? [], 'introspection failed');
  return JSON.stringify(Object.values(data)[0] ?? null);
}
