import { Kind, visit, type ASTNode, type DirectiveNode } from 'graphql';
import { operationDocument, type SelectedOperation } from './select-operation.ts';

/** Values of the Boolean variables behind `@skip` and `@include`. */
export type Conditions = Readonly<Record<string, boolean>>;

/** Names of the variables behind `@skip` and `@include` of an operation, sorted. */
export function conditionVariables(selected: SelectedOperation): string[] {
  const names = new Set<string>();
  visit(operationDocument(selected), {
    Directive(directive) {
      const value = conditionOf(directive);
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].toSorted();
}

/**
 * An operation without what its conditions leave out and without the conditions. It is this that is planned: the planner
 * itself takes fields that a skipped `@requires` needs for given, and drops whole entity fetches when they are not.
 */
export function resolveConditions(selected: SelectedOperation, conditions: Conditions): SelectedOperation {
  const resolve = <N extends ASTNode>(node: N): N =>
    visit(node, {
      enter(each) {
        if (each.kind !== Kind.FIELD && each.kind !== Kind.INLINE_FRAGMENT && each.kind !== Kind.FRAGMENT_SPREAD)
          return undefined;
        const directives = each.directives ?? [];
        if (directives.some((directive) => leavesOut(directive, conditions))) return null;
        const kept = directives.filter((directive) => !conditionOf(directive));
        return kept.length === directives.length ? undefined : { ...each, directives: kept };
      },
    });
  return {
    operation: resolve(selected.operation),
    fragments: new Map([...selected.fragments].map(([name, fragment]) => [name, resolve(fragment)])),
  };
}

function leavesOut(directive: DirectiveNode, conditions: Conditions): boolean {
  const value = conditionOf(directive);
  if (!value) return false;
  const holds =
    value.kind === Kind.VARIABLE ? conditions[value.name.value] : value.kind === Kind.BOOLEAN && value.value;
  return directive.name.value === 'skip' ? holds === true : holds !== true;
}

function conditionOf({ name, arguments: given }: DirectiveNode) {
  if (name.value !== 'skip' && name.value !== 'include') return undefined;
  return given?.find((argument) => argument.name.value === 'if')?.value;
}
