import type { DocumentNode } from 'graphql';
import { preAlias, type AliasedOperation } from '../aliasing/pre-alias.ts';
import { resolveConditions, type Conditions } from '../document/conditions.ts';
import type { SelectedOperation } from '../document/select-operation.ts';
import { compilePlan, type CompiledPlan } from '../execute/compile-plan.ts';
import { askForLive, type LiveOperation } from '../live/live-operation.ts';
import type { Urgency } from '../planner/plan-queue.ts';
import type { Planner } from '../planner/planner.ts';
import { responseShape, type ResponseShape } from '../response/response-shape.ts';
import type { CheckedOperation } from './checked-operation.ts';
import { planInOrder } from './plan-in-order.ts';

/** An operation ready to run, for one combination of its conditions. */
export interface PlannedOperation {
  /** Unlike that of any other planned operation of this process. */
  readonly id: string;
  readonly checked: CheckedOperation;
  /** What is selected once the conditions are decided. */
  readonly selected: SelectedOperation;
  readonly aliased: AliasedOperation;
  readonly plan: CompiledPlan;
  readonly shape: ResponseShape;
  /** What is asked besides of a subscription to a live field; null for everything else. */
  readonly live: LiveOperation | null;
}

/** Plans an operation. Fails with QUERY_TOO_COMPLEX when the planner gives up on its size. */
export async function planOperation(
  checked: CheckedOperation,
  conditions: Conditions,
  {
    planner,
    urgency = 'asked',
  }: { readonly planner: Pick<Planner, 'plan' | 'supergraphSchema'>; readonly urgency?: Urgency },
): Promise<PlannedOperation> {
  const selected = resolveConditions(checked.selected, conditions);
  const question = askForLive(planner.supergraphSchema, selected);
  const aliased = preAlias(checked.schema, question?.selected ?? selected);
  const planOf = (document: DocumentNode) => planner.plan(document, urgency);
  const plan = compilePlan(await planInOrder(checked.schema, aliased.document, planOf));
  const shape = responseShape(checked.schema, selected, question?.sourceOf(aliased) ?? aliased.sourceOf);
  const live = question?.operation(aliased) ?? null;
  return { id: planKey(checked, conditions), checked, selected, aliased, plan, shape, live };
}

/** Names an operation together with the values of its conditions. */
export function planKey({ id, conditions }: CheckedOperation, values: Conditions): string {
  return `${id}:${conditions.map((name) => (values[name] ? '1' : '0')).join('')}`;
}
