import type { AliasedOperation } from '../aliasing/pre-alias.ts';
import type { CompiledPlan } from '../execute/compile-plan.ts';
import type { EntityCall, RootCall, Step } from '../execute/step.ts';
import type { PlannedOperation } from '../operation/planned-operation.ts';
import type { RequiredSelection } from '../planner/planner.ts';
import type { CallTime } from './call-times.ts';

/** How an operation is run, for people to read. */
export interface Explanation {
  readonly operation: PlannedOperation['checked']['kind'];
  /** Fields the answer may hold, as it is charged. */
  readonly cost: number;
  /** Milliseconds that planning took when the operation was first asked. */
  readonly planningMs: number;
  /** How many calls stand one behind the other at most. */
  readonly waves: number;
  /** Where the events of a subscription come from; `fetches` are then those of each event. */
  readonly source: ExplainedFetch | null;
  readonly fetches: readonly ExplainedFetch[];
}

/** One call to a subgraph. */
export interface ExplainedFetch {
  readonly subgraph: string;
  /** From 0. Calls of a wave wait for none of each other. */
  readonly wave: number;
  /** Indexes of the calls for which it waits. */
  readonly after: readonly number[];
  /** The operation as it is sent; keys like `u0` stand for the caller's. */
  readonly document: string;
  /** Variables of the caller that it is sent. */
  readonly variables: readonly string[];
  /** Entities it looks up: where they lie in the answer, `@` for each of a list, and what they are known by; else empty. */
  readonly entities: readonly { readonly at: readonly string[]; readonly by: string }[];
  /** How it went; absent where it was not run. */
  readonly time?: CallTime;
}

/** What is told of an operation; with `timeOf` also how its calls went. */
export function explainPlan(
  { checked, plan, planningMs, aliased }: Pick<PlannedOperation, 'checked' | 'plan' | 'planningMs' | 'aliased'>,
  { cost, timeOf }: { readonly cost: number; readonly timeOf?: (call: Step['call']) => CallTime | undefined },
): Explanation {
  const waves = wavesOf(plan);
  const fetches = plan.steps.map(({ call, after }, index) => {
    const time = timeOf?.(call);
    return { ...describe(call, aliased), wave: waves[index] ?? 0, after, ...(time && { time }) };
  });
  const source = plan.source && { ...describe(plan.source, aliased), wave: 0, after: [] };
  const deepest = Math.max(-1, ...waves) + 1;
  return { operation: checked.kind, cost, planningMs: rounded(planningMs), waves: deepest, source, fetches };
}

/** Milliseconds to the hundredth. */
export function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}

function wavesOf({ steps }: CompiledPlan): number[] {
  const waves: number[] = [];
  for (const { after } of steps) waves.push(Math.max(0, ...after.map((index) => (waves[index] ?? 0) + 1)));
  return waves;
}

function describe(call: RootCall | EntityCall, { responseKeyOf }: AliasedOperation) {
  const { subgraph, document, variables } = call;
  const parts = call.kind === 'entities' ? call.parts : [];
  const entities = parts.map(({ paths, requires }) => ({
    at: paths.map((path) => path.map((key) => responseKeyOf(key)).join('.')),
    by: textOf(requires),
  }));
  return { subgraph, document, variables, entities };
}

function textOf(selections: readonly RequiredSelection[]): string {
  const texts = selections.map((selection) => {
    const head = selection.kind === 'field' ? selection.key : `... on ${selection.type}`;
    return selection.selections ? `${head} ${textOf(selection.selections)}` : head;
  });
  return `{ ${texts.join(' ')} }`;
}
