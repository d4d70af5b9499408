import {
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { fieldDefinition } from '../document/field-definition.ts';
import type { SelectedOperation } from '../document/select-operation.ts';
import type { BookedRule, RuleBook } from './rule-book.ts';

/** Where the rules of an operation are looked up. */
export interface RuleSources {
  readonly book: RuleBook;
  readonly supergraph: GraphQLSchema;
  readonly api: GraphQLSchema;
}

/** Every rule that may decide about a part of an operation, in the order of their ids. */
export function operationRules(
  { book, supergraph, api }: RuleSources,
  { operation, fragments }: SelectedOperation,
): BookedRule[] {
  const found = new Map<number, BookedRule>();
  const seen = new Set<string>();

  function note(type: GraphQLNamedType, field: string | null): void {
    for (const object of objectsOf(supergraph, type)) {
      const coordinate = `${object.name}.${field ?? ''}`;
      if (seen.has(coordinate)) continue;
      seen.add(coordinate);
      for (const rule of book.rulesFor(object, field)) found.set(rule.id, rule);
    }
  }

  function walk(type: GraphQLNamedType, { selections }: SelectionSetNode): void {
    note(type, null);
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        note(type, selection.name.value);
        const definition = fieldDefinition(api, type, selection.name.value);
        if (definition && selection.selectionSet) walk(getNamedType(definition.type), selection.selectionSet);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const narrowed = api.getType(fragment?.typeCondition?.name.value ?? type.name) ?? type;
      if (fragment) walk(narrowed, fragment.selectionSet);
    }
  }

  const root = api.getRootType(operation.operation);
  if (root) walk(root, operation.selectionSet);
  return [...found.values()].toSorted((a, b) => a.id - b.id);
}

function objectsOf(supergraph: GraphQLSchema, { name }: GraphQLNamedType): readonly GraphQLObjectType[] {
  const type = supergraph.getType(name);
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? supergraph.getPossibleTypes(type) : [];
}
