import { TrekkerError, UnavailableError, type SubgraphRequest, type SubgraphResult } from '@trekker/kit';
import { maskThrown, type SubgraphErrorContext } from '../errors/mask.ts';
import type { PublicError } from '../errors/public-error.ts';
import { mergeOffsets, type Run } from './run.ts';
import type { CallEnd } from './run-observer.ts';
import type { SubgraphCall } from './step.ts';

/** A subgraph's answer, or why there is none. */
export type CallOutcome =
  | { readonly kind: 'answered'; readonly result: SubgraphResult }
  | { readonly kind: 'failed'; readonly error: PublicError };

/** Asks a subgraph. Never rejects: a failure is an outcome, so that the rest of the answer survives it. */
export async function callSubgraph(
  run: Run,
  call: SubgraphCall,
  extraVariables: Readonly<Record<string, unknown>> = {},
): Promise<CallOutcome> {
  const started = performance.now();
  const observed = run.observer === null ? null : run.observer.callBegins(call, extraVariables);
  const observe = (outcome: CallEnd) => {
    run.tools.observeCall(call.subgraph, outcome, (performance.now() - started) / 1_000);
    observed?.ends(outcome);
  };
  try {
    const { own, subgraphs } = run.tools;
    if (own?.name === call.subgraph) {
      const result = own.answer(call, run.charge);
      observe('ok');
      return { kind: 'answered', result };
    }
    const request = subgraphRequest(run, call, extraVariables, observed?.traceparent);
    const executor = subgraphs.get(call.subgraph);
    if (!executor) throw new Error(`the plan names subgraph ${call.subgraph}, for which there is no executor`);
    const answer = reached(run, call, executor.execute(request));
    const result = await (executor.heedsSignal ? answer : untilAborted(answer, request.signal));
    run.wrote = mergeOffsets(run.wrote, result.extensions?.wrote);
    observe(result.errors?.length ? 'errors' : 'ok');
    return { kind: 'answered', result };
  } catch (error) {
    observe('failed');
    return { kind: 'failed', error: maskThrown(error, errorContext(run)) };
  }
}

/** What a subgraph is told of a call. Whatever this request has written is to be read by its later calls. */
// oxlint-disable-next-line max-params -- in which run, what, with what, and what it belongs to
export function subgraphRequest(
  run: Run,
  call: SubgraphCall,
  extraVariables: Readonly<Record<string, unknown>>,
  traceparent: string | null = null,
): SubgraphRequest {
  const { caller } = run;
  const variables: Record<string, unknown> = { ...extraVariables };
  for (const name of call.variables) {
    if (Object.hasOwn(run.variables, name)) variables[name] = run.variables[name];
  }
  return {
    document: call.document,
    operationName: call.operationName,
    variables,
    viewer: caller.viewer,
    requestId: caller.requestId,
    clientAddress: caller.clientAddress,
    forwarded: caller.forwarded,
    traceparent: traceparent ?? undefined,
    readAfter: mergeOffsets(caller.readAfter, run.wrote) ?? undefined,
    signal: caller.signal,
  };
}

/** Where the errors of a run are written down. */
export function errorContext(run: Run): SubgraphErrorContext {
  const { log, subgraphErrors } = run.tools;
  return { requestId: run.caller.requestId, log, subgraphErrors };
}

/** A rejection says that a subgraph could not be reached; only errors meant for callers pass as they are. */
async function reached<T>(run: Run, { subgraph }: SubgraphCall, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    if (cause instanceof TrekkerError || run.caller.signal.aborted) throw cause;
    run.tools.log.warn({ requestId: run.caller.requestId, subgraph, err: cause }, 'a subgraph could not be reached');
    throw new UnavailableError('a part of the service does not answer', { cause });
  }
}

/** The promise, or the signal's reason as soon as it fires: a subgraph that ignores the signal holds nobody up. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason as Error); // aborted by us with a TrekkerError
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
