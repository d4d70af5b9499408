import type { FieldNode, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { SelectedOperation } from '../document/select-operation.ts';
import { selectionShape, type SelectionShape } from './shape.ts';

/** The shape of a whole answer. */
export interface ResponseShape {
  readonly rootType: GraphQLObjectType;
  readonly selection: SelectionShape;
}

/**
 * The shape of the answers to an operation whose conditions are decided.
 * @param sourceOf the key of the data under which a field's value lies.
 */
export function responseShape(
  schema: GraphQLSchema,
  { operation, fragments }: SelectedOperation,
  sourceOf: (field: FieldNode) => string,
): ResponseShape {
  const rootType = schema.getRootType(operation.operation);
  if (!rootType) throw new Error(`the schema has no root type for ${operation.operation}`);
  return { rootType, selection: selectionShape([operation.selectionSet], { schema, fragments, sourceOf }) };
}
