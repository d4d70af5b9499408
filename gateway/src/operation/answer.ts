import type { Offsets } from '@trekker/kit';
import type { Charge } from '../admission/budgets.ts';
import type { Variables } from '../admission/list-cost.ts';
import { maskThrown } from '../errors/mask.ts';
import type { PublicError } from '../errors/public-error.ts';
import { errorContext } from '../execute/call-subgraph.ts';
import { runPlan } from '../execute/run-plan.ts';
import type { RunObserver } from '../execute/run-observer.ts';
import { startRun, type Caller, type ExecutionTools, type Run } from '../execute/run.ts';
import { introspect } from '../response/introspect.ts';
import type { ResponseShape } from '../response/response-shape.ts';
import { writeResponse, type WrittenResponse } from '../response/write-response.ts';
import type { PlannedOperation } from './planned-operation.ts';

/** The answer to a query, a mutation or one event of a subscription. */
export interface Answer {
  /** The whole GraphQL response as JSON. */
  readonly text: string;
  readonly errors: readonly PublicError[];
  /** Offsets of the event log that were written, or null. */
  readonly wrote: Offsets | null;
}

/** An operation with its coerced variables, and who asks. */
export interface OperationRequest {
  readonly operation: PlannedOperation;
  readonly variables: Variables;
  readonly caller: Caller;
  /** What the operation took of its caller's budget; absent: nothing. */
  readonly charge?: Charge | null;
  /** Who follows the run; absent: nobody does. */
  readonly observer?: RunObserver | null;
}

/** Runs a query or mutation. Rejects only for our own mistakes. */
export async function answerOperation(tools: ExecutionTools, request: OperationRequest): Promise<Answer> {
  const { operation, caller, charge = null, observer = null } = request;
  const variables = operation.aliased.renameVariables(request.variables);
  const run = startRun(tools, { caller, charge, observer, variables });
  const { steps } = operation.plan;
  if (steps.length > 0) await runPlan(steps, run);
  else requireNothing(operation.shape);
  return finishAnswer(request, run);
}

/** Writes what a run has gathered. */
export function finishAnswer(request: OperationRequest, run: Run): Answer {
  const { data, errors } = writeAnswer(request, run);
  return { text: responseText(data, errors), errors, wrote: run.wrote };
}

/** Writes what a run has gathered in parts. @param apart see `ResponseSource.apart`. */
export function writeAnswer(
  { operation, variables }: Pick<OperationRequest, 'operation' | 'variables'>,
  run: Run,
  apart: ReadonlySet<string> = NOTHING,
): WrittenResponse {
  const { selected, checked, shape, aliased } = operation;
  return writeResponse({
    shape,
    apart,
    data: run.data,
    errors: run.errors,
    responseKeyOf: aliased.responseKeyOf,
    introspect: ({ nodes }) =>
      introspect(nodes, {
        schema: checked.schema,
        fragments: selected.fragments,
        variableDefinitions: selected.operation.variableDefinitions ?? [],
        variables,
      }),
    broken: (coordinate) => maskThrown(new Error(`${coordinate} has no value that may stand there`), errorContext(run)),
  });
}

const NOTHING: ReadonlySet<string> = new Set();

/** A GraphQL response; without `data` when nothing was executed. */
export function responseText(data: string | undefined, errors: readonly PublicError[]): string {
  const parts = [
    ...(errors.length > 0 ? [`"errors":${JSON.stringify(errors)}`] : []),
    ...(data === undefined ? [] : [`"data":${data}`]),
  ];
  return `{${parts.join(',')}}`;
}

/** An answer that also tells of itself under `extensions`. */
export function withExtensions(answer: Answer, extensions: Readonly<Record<string, unknown>>): Answer {
  return { ...answer, text: `${answer.text.slice(0, -1)},"extensions":${JSON.stringify(extensions)}}` };
}

/** A planner that finds no way to selected fields says so by an empty plan, which must not pass for an empty answer. */
function requireNothing({ rootType, selection }: ResponseShape): void {
  const unplanned = selection.fieldsOf(rootType).find(({ kind }) => kind === 'data');
  if (unplanned) throw new Error(`the planner found no way to ${unplanned.prefix}`);
}
