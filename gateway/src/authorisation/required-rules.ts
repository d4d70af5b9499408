import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type ConstDirectiveNode,
  type ConstValueNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { directiveName } from '../document/linked-directives.ts';
import type { RuleReaders } from './read-rules.ts';
import type { Rule } from './rule.ts';

/** The rules of everything a field of a type is worked out from. */
export type RequiredRules = (type: GraphQLNamedType, field: GraphQLField<unknown, unknown>) => readonly Rule[];

/**
 * What a field asks for by `@requires` and `@fromContext` is fetched for whoever may see the field: it must not tell of
 * what its caller may not see, through however many fields it goes. (GHSA-m8jr-fxqx-8xx6)
 */
export function requiredRules(schema: GraphQLSchema, { ofField: read, ofType }: RuleReaders): RequiredRules {
  const joinField = directiveName(schema, 'join', 'field') ?? 'join__field';
  const context = directiveName(schema, 'context');
  const known = new Map<string, readonly Rule[]>();

  function worked(type: GraphQLNamedType, field: GraphQLField<unknown, unknown>): readonly Rule[] {
    const coordinate = `${type.name}.${field.name}`;
    const found = known.get(coordinate);
    if (found) return found;
    known.set(coordinate, []); // ends a cycle
    const joins = (field.astNode?.directives ?? []).filter(({ name }) => name.value === joinField);
    const rules = joins.flatMap((join) => [
      ...ofText(argument(join, 'requires'), type),
      ...contextsOf(join).flatMap(({ name, selection }) =>
        typesInContext(name).flatMap((holder) => [...ofType(holder), ...ofText(selection, holder)]),
      ),
    ]);
    known.set(coordinate, rules);
    return rules;
  }

  function ofText(text: string | null, type: GraphQLNamedType): Rule[] {
    if (text === null) return [];
    const [definition] = parse(text.trim().startsWith('{') ? text : `{ ${text} }`).definitions;
    return definition?.kind === Kind.OPERATION_DEFINITION ? ofSet(definition.selectionSet, type) : [];
  }

  function ofSet({ selections }: SelectionSetNode, type: GraphQLNamedType): Rule[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const narrowed = schema.getType(selection.typeCondition?.name.value ?? type.name) ?? type;
        return [...ofType(narrowed), ...ofSet(selection.selectionSet, narrowed)];
      }
      if (selection.kind !== Kind.FIELD) return [];
      return holdersOf(type).flatMap((holder) => {
        const field = holder.getFields()[selection.name.value];
        if (!field) return [];
        const returned = getNamedType(field.type);
        const below = selection.selectionSet ? ofSet(selection.selectionSet, returned) : [];
        return [...read(field), ...ofType(returned), ...worked(holder, field), ...below];
      });
    });
  }

  function holdersOf(type: GraphQLNamedType) {
    const own = isObjectType(type) || isInterfaceType(type) ? [type] : [];
    return isAbstractType(type) ? [...own, ...schema.getPossibleTypes(type)] : own;
  }

  function typesInContext(name: string): GraphQLNamedType[] {
    return Object.values(schema.getTypeMap()).filter(({ astNode }) =>
      astNode?.directives?.some((each) => each.name.value === context && argument(each, 'name') === name),
    );
  }

  return worked;
}

function contextsOf({ arguments: given = [] }: ConstDirectiveNode): { name: string; selection: string }[] {
  const value = given.find((each) => each.name.value === 'contextArguments')?.value;
  if (value?.kind !== Kind.LIST) return [];
  return value.values.map((each) => ({ name: member(each, 'context'), selection: member(each, 'selection') }));
}

function member(value: ConstValueNode, name: string): string {
  const found = value.kind === Kind.OBJECT ? value.fields.find((each) => each.name.value === name)?.value : undefined;
  return found?.kind === Kind.STRING ? found.value : '';
}

function argument({ arguments: given = [] }: ConstDirectiveNode, name: string): string | null {
  const value = given.find((each) => each.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}
