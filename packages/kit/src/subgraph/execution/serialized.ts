import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLString, type GraphQLLeafType } from 'graphql';

/** Whether a value of a leaf type is in its serialized form already; false where only the type can tell. */
export type SerializedCheck = (value: unknown) => boolean;

const isText: SerializedCheck = (value) => typeof value === 'string';

const CHECKS = new Map<GraphQLLeafType, SerializedCheck>([
  [GraphQLString, isText],
  [GraphQLID, isText],
  [GraphQLBoolean, (value) => typeof value === 'boolean'],
  [GraphQLInt, (value) => typeof value === 'number' && (value | 0) === value],
  [GraphQLFloat, (value) => typeof value === 'number' && Number.isFinite(value)],
]);

/** The check of a leaf type: the built-in scalars hand most values over as they are. */
export function isItself(type: GraphQLLeafType): SerializedCheck {
  return CHECKS.get(type) ?? (() => false);
}
