import type { FieldNode, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Denials } from '../authorisation/denials.ts';
import type { SelectedOperation } from '../document/select-operation.ts';
import { selectionShape, type SelectionShape } from './shape.ts';

/** The shape of a whole answer. */
export interface ResponseShape {
  readonly rootType: GraphQLObjectType;
  readonly selection: SelectionShape;
}

/** How the shape of an answer is made. */
export interface ResponseShapeContext {
  readonly schema: GraphQLSchema;
  /** The key of the data under which a field's value lies. */
  readonly sourceOf: (field: FieldNode) => string;
  /** What the caller may not see; null where that is nothing. */
  readonly denials: Denials | null;
}

/** The shape of the answers to an operation whose conditions are decided. */
export function responseShape(
  { operation, fragments }: SelectedOperation,
  context: ResponseShapeContext,
): ResponseShape {
  const { schema } = context;
  const rootType = schema.getRootType(operation.operation);
  if (!rootType) throw new Error(`the schema has no root type for ${operation.operation}`);
  return { rootType, selection: selectionShape([operation.selectionSet], { ...context, fragments }) };
}
