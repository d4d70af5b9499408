import type { DocumentNode } from 'graphql';
import type { Denials } from '../authorisation/denials.ts';
import { permittedOperation } from '../authorisation/permitted-operation.ts';
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
  /** Milliseconds it took to plan, with waiting for the planner. */
  readonly planningMs: number;
  readonly shape: ResponseShape;
  /** What is asked besides of a subscription to a live field; null for everything else. */
  readonly live: LiveOperation | null;
}

/** What parts the plans of one operation. */
export interface PlanCircumstances {
  readonly conditions: Conditions;
  /** What the caller may not see; null where that is nothing. */
  readonly denials: Denials | null;
}

/** Plans what of an operation its caller may see. Fails with QUERY_TOO_COMPLEX when the planner gives up on its size. */
export async function planOperation(
  checked: CheckedOperation,
  circumstances: PlanCircumstances,
  {
    planner,
    urgency,
  }: { readonly planner: Pick<Planner, 'plan' | 'supergraphSchema'>; readonly urgency?: Urgency | undefined },
): Promise<PlannedOperation> {
  const { conditions, denials } = circumstances;
  const started = performance.now();
  const selected = resolveConditions(checked.selected, conditions);
  const question = askForLive(planner.supergraphSchema, selected);
  const asked = question?.selected ?? selected;
  const permitted = denials ? permittedOperation(checked.schema, asked, denials) : asked;
  const aliased = preAlias(checked.schema, permitted);
  const planOf = (document: DocumentNode) => planner.plan(document, urgency);
  const plan = compilePlan(await planInOrder(checked.schema, aliased.document, planOf));
  const planningMs = performance.now() - started;
  const sourceOf = question?.sourceOf(aliased) ?? aliased.sourceOf;
  const shape = responseShape(selected, { schema: checked.schema, sourceOf, denials });
  const live = question?.operation(aliased) ?? null;
  return { id: planKey(checked, circumstances), checked, selected, aliased, plan, planningMs, shape, live };
}

/** Names an operation together with what parts its plans. */
export function planKey({ id, conditions }: CheckedOperation, circumstances: PlanCircumstances): string {
  const values = conditions.map((name) => (circumstances.conditions[name] ? '1' : '0')).join('');
  const { denials } = circumstances;
  return denials ? `${id}:${values}:${denials.key}` : `${id}:${values}`;
}
