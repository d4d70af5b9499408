import { describeCharge } from '../admission/budgets.ts';
import { bothObservers } from '../execute/both-observers.ts';
import { RequestRefused } from '../errors/request-refused.ts';
import type { AcceptedRequest } from '../generation.ts';
import { responseText, withExtensions, type Answer, type OperationRequest } from '../operation/answer.ts';
import { CallTimes } from './call-times.ts';
import { explainPlan } from './explain-plan.ts';

type Request = AcceptedRequest & OperationRequest;

/**
 * Answers a request with how it comes about under `extensions.explain`: with `plan` nothing is run and `data` is null, with
 * `trace` it is run and the times of its calls are told. Fails with INVALID_INPUT for a subscription that is to be traced.
 */
export async function explainedAnswer(request: Request, run: (request: Request) => Promise<Answer>): Promise<Answer> {
  const { operation, cost, explain } = request;
  if (explain === 'plan') {
    const extensions = { ...extensionsOf(request), explain: explainPlan(operation, { cost }) };
    return withExtensions({ text: responseText('null', []), errors: [], wrote: null }, extensions);
  }
  if (operation.checked.kind === 'subscription') {
    throw RequestRefused.because('INVALID_INPUT', 'a subscription is explained by plan, not by trace');
  }
  const times = new CallTimes();
  const answer = await run({ ...request, observer: bothObservers(times, request.observer) });
  const explanation = explainPlan(operation, { cost, timeOf: (call) => times.of(call) });
  return withExtensions(answer, { ...extensionsOf(request), explain: explanation });
}

/** What an answer tells of its charge, where that was asked for; else null. */
export function extensionsOf({ tellCost, charge }: AcceptedRequest): Record<string, unknown> | null {
  return tellCost && charge ? { cost: describeCharge(charge) } : null;
}
