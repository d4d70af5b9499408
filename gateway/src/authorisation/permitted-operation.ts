import {
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldDefinition } from '../document/field-definition.ts';
import type { SelectedOperation } from '../document/select-operation.ts';
import type { Denials } from './denials.ts';

/**
 * An operation without what its caller may not see: this is what is planned, so that no subgraph is ever asked for the
 * rest. A field of an interface or behind a union stays for those types for which it is allowed. Fragments are put in place.
 */
export function permittedOperation(
  schema: GraphQLSchema,
  { operation, fragments }: SelectedOperation,
  denials: Denials,
): SelectedOperation {
  function set(parent: GraphQLNamedType, { selections, ...rest }: SelectionSetNode): SelectionSetNode {
    return { ...rest, selections: selections.flatMap((selection) => permitted(parent, selection)) };
  }

  function permitted(parent: GraphQLNamedType, selection: SelectionNode): SelectionNode[] {
    if (selection.kind === Kind.FIELD) return field(parent, selection);
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (!fragment) return [];
    const narrowed = schema.getType(fragment.typeCondition?.name.value ?? parent.name) ?? parent;
    const selectionSet = set(narrowed, fragment.selectionSet);
    return selectionSet.selections.length === 0 ? [] : [within(narrowed, selectionSet)];
  }

  function field(parent: GraphQLNamedType, node: FieldNode): FieldNode[] | InlineFragmentNode[] {
    if (node.name.value.startsWith('__')) return [node];
    const objects = objectsOf(parent);
    const allowed = objects.filter((type) => !denials.field(type, node.name.value));
    if (allowed.length === 0) return [];
    const type = fieldDefinition(schema, parent, node.name.value)?.type;
    const kept: FieldNode =
      type && node.selectionSet ? { ...node, selectionSet: set(getNamedType(type), node.selectionSet) } : node;
    if (allowed.length === objects.length) return [kept];
    return allowed.map((object) => within(object, { kind: Kind.SELECTION_SET, selections: [kept] }));
  }

  function objectsOf(type: GraphQLNamedType): readonly GraphQLObjectType[] {
    if (isObjectType(type)) return [type];
    return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  }

  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`the schema has no root type for ${operation.operation}`);
  return { operation: { ...operation, selectionSet: set(root, operation.selectionSet) }, fragments: new Map() };
}

function within(type: GraphQLNamedType, selectionSet: SelectionSetNode): InlineFragmentNode {
  const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } } as const;
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet };
}
