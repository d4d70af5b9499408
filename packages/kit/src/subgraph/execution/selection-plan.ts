import {
  defaultFieldResolver,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';

import { argumentsOf, type ArgumentsOf } from './arguments.ts';
import { isItself, type SerializedCheck } from './serialized.ts';

/** What plans are made from. Of the variables, only those behind `@skip` and `@include` are read. */
export interface CompileContext {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The fields that are selected of an object, by its type. */
export interface SelectionPlan {
  fieldsOf(type: GraphQLObjectType): readonly FieldPlan[];
}

/** A field to be resolved. */
export interface FieldPlan {
  readonly key: string;
  readonly name: string;
  readonly parentType: GraphQLObjectType;
  readonly nodes: readonly FieldNode[];
  readonly type: GraphQLOutputType;
  /** Null where the value is the property of this name. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | null;
  readonly argumentsOf: ArgumentsOf;
  readonly value: ValuePlan;
  /** The name of the type, for `__typename`, else null. */
  readonly typename: string | null;
}

/** How a value is completed. */
export type ValuePlan = { readonly nonNull: boolean } & (
  | {
      readonly kind: 'leaf';
      serialize(value: unknown): unknown;
      readonly isItself: SerializedCheck;
      readonly name: string;
    }
  | { readonly kind: 'list'; readonly of: ValuePlan }
  | { readonly kind: 'object'; readonly type: GraphQLObjectType; readonly selection: SelectionPlan }
  | { readonly kind: 'abstract'; readonly type: GraphQLAbstractType; readonly selection: SelectionPlan }
);

/** The fields of an operation's root type. */
export function rootSelection(context: CompileContext): SelectionPlan {
  const { schema, fragments, variables, operation } = context;
  return memoised(context, (type) => collectFields(schema, fragments, variables, type, operation.selectionSet));
}

function memoised(
  context: CompileContext,
  collect: (type: GraphQLObjectType) => ReadonlyMap<string, readonly FieldNode[]>,
): SelectionPlan {
  const known = new Map<GraphQLObjectType, readonly FieldPlan[]>();
  return {
    fieldsOf(type) {
      const found = known.get(type);
      if (found) return found;
      const plans = [...collect(type)].flatMap(([key, nodes]) => fieldPlan(context, type, { key, nodes }) ?? []);
      known.set(type, plans);
      return plans;
    },
  };
}

// oxlint-disable-next-line max-params -- a field of a type
function fieldPlan(
  context: CompileContext,
  parentType: GraphQLObjectType,
  { key, nodes }: { key: string; nodes: readonly FieldNode[] },
): FieldPlan | null {
  const [node] = nodes;
  const name = node?.name.value ?? '';
  const field = fieldOf(context.schema, parentType, name);
  if (!node || !field) return null;
  const { schema, fragments, variables } = context;
  const selection = memoised(context, (type) => collectSubfields(schema, fragments, variables, type, nodes));
  return {
    key,
    name,
    parentType,
    nodes,
    type: field.type,
    resolve: field.resolve === undefined || field.resolve === defaultFieldResolver ? null : field.resolve,
    argumentsOf: argumentsOf(field, node),
    value: valuePlan(field.type, selection),
    typename: name === '__typename' ? parentType.name : null,
  };
}

function valuePlan(type: GraphQLOutputType, selection: SelectionPlan, nonNull = false): ValuePlan {
  if (isNonNullType(type)) return valuePlan(type.ofType, selection, true);
  if (isListType(type)) return { kind: 'list', nonNull, of: valuePlan(type.ofType, selection) };
  if (isLeafType(type)) {
    const serialize = (value: unknown): unknown => type.serialize(value);
    return { kind: 'leaf', nonNull, serialize, isItself: isItself(type), name: type.name };
  }
  return isObjectType(type)
    ? { kind: 'object', nonNull, type, selection }
    : { kind: 'abstract', nonNull, type, selection };
}

type AnyField = GraphQLField<unknown, unknown>;

function fieldOf(schema: GraphQLSchema, parent: GraphQLObjectType, name: string): AnyField | undefined {
  if (name === '__typename') return TypeNameMetaFieldDef;
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return parent.getFields()[name];
}
