import { Kind, parse, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** The only operation of a text the planner wrote. */
export function parseOperation(text: string): OperationDefinitionNode {
  const operation = parse(text, { noLocation: true }).definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('the planner wrote a document without an operation');
  return operation;
}

/** Response keys of a selection without named fragments, those inside type conditions included, `__typename` left out. */
export function responseKeys(set: SelectionSetNode | undefined): string[] {
  const keys = (set?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.alias?.value ?? selection.name.value];
    return selection.kind === Kind.INLINE_FRAGMENT ? responseKeys(selection.selectionSet) : [];
  });
  return [...new Set(keys)].filter((key) => key !== '__typename');
}
