import { Kind, type GraphQLNamedType, type SelectionSetNode } from 'graphql';
import type { CollectContext } from './collect-fields.ts';

/** Whether selections on a type come to something else for one of its kinds than for another. */
// oxlint-disable-next-line max-params -- of what, which, where
export function tellsTypesApart(
  type: GraphQLNamedType,
  sets: readonly SelectionSetNode[],
  context: CollectContext,
): boolean {
  return sets.some(({ selections }) =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === '__typename';
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : context.fragments.get(selection.name.value);
      const condition = fragment?.typeCondition?.name.value ?? type.name;
      return !fragment || condition !== type.name || tellsTypesApart(type, [fragment.selectionSet], context);
    }),
  );
}
