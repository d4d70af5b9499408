import { object, optional, parse, record, string, unknown } from 'valibot';

import { UnavailableError } from '../errors.ts';
import type { ProcessMetrics } from '../metrics.ts';
import type { SubgraphExecutor, SubgraphRequest, SubgraphResult } from '../subgraph/executor.ts';
import { formatFailure } from '../subgraph/format-error.ts';
import type { Viewer } from '../viewer.ts';
import { beginLines, isTooFarBehind, jsonOf, type Call } from './call.ts';

const body = object({
  document: string(),
  operationName: optional(string()),
  variables: record(string(), unknown()),
  requestId: string(),
  clientAddress: optional(string()),
  readAfter: optional(record(string(), unknown())),
});

/** Runs an operation and answers with a JSON line per result: one for a query, one per event of a subscription. */
export async function answerOperation(
  call: Call,
  { subgraph, viewer, metrics }: { subgraph: SubgraphExecutor; viewer: Viewer | null; metrics: ProcessMetrics },
): Promise<void> {
  const wanted = parse(body, await jsonOf(call.incoming));
  const request = { ...wanted, viewer, signal: call.signal } as SubgraphRequest; // `body` has its form
  if (/^\s*subscription\b/.test(request.document)) await stream(call, subgraph, request);
  else await answerOnce(call, metrics, () => subgraph.execute(request));
}

async function answerOnce(call: Call, metrics: ProcessMetrics, run: () => Promise<SubgraphResult>): Promise<void> {
  const started = performance.now();
  const observe = (outcome: 'ok' | 'errors' | 'failed') =>
    metrics.operation(outcome, (performance.now() - started) / 1_000);
  try {
    const result = await run();
    observe(result.errors?.length ? 'errors' : 'ok');
    beginLines(call)(result);
    call.outgoing.end();
  } catch (failure) {
    observe('failed');
    throw failure;
  }
}

async function stream(call: Call, subgraph: SubgraphExecutor, request: SubgraphRequest): Promise<void> {
  call.isStream = true;
  const write = beginLines(call);
  for await (const result of subgraph.subscribe(request)) {
    write(result);
    if (!isTooFarBehind(call)) continue;
    write(formatFailure(new UnavailableError('the gateway is too far behind; resume behind the last cursor')));
    break;
  }
  call.outgoing.end();
}
