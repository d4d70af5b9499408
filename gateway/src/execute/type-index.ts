import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { read, type DataObject } from './data.ts';

/** Tells which types belong to which in the supergraph. */
export interface TypeIndex {
  /** Whether an object is of a type or of one of its kinds; `whenUnknown` when it does not tell its type. */
  isOfType(object: DataObject, type: string, whenUnknown: boolean): boolean;
}

/** @param schema the supergraph, inaccessible types included. */
export function createTypeIndex(schema: GraphQLSchema): TypeIndex {
  return {
    isOfType(object, type, whenUnknown) {
      const own = read(object, '__typename');
      if (typeof own !== 'string') return whenUnknown;
      if (own === type) return true;
      const actual = schema.getType(own);
      const wanted = schema.getType(type);
      if (!isAbstractType(wanted) || !(isObjectType(actual) || isInterfaceType(actual))) return false;
      return schema.isSubType(wanted, actual);
    },
  };
}
