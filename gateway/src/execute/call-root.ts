import type { SubgraphResult } from '@trekker/kit';
import { maskSubgraphError } from '../errors/mask.ts';
import { callSubgraph, errorContext } from './call-subgraph.ts';
import { isHolder, merge, objectsAt, type DataObject } from './data.ts';
import { explainMissing } from './explain-missing.ts';
import { applyRewrites } from './rewrite.ts';
import type { Run } from './run.ts';
import type { RootCall } from './step.ts';

/** Fetches fields of a root type. */
export async function callRoot(call: RootCall, run: Run): Promise<void> {
  const targets = objectsAt(run.data, call.path);
  if (targets.length === 0) return;
  const outcome = await callSubgraph(run, call);
  if (outcome.kind === 'answered') return takeRoot(call, run, { targets, result: outcome.result });
  explainMissing(run.errors, targets, { keys: call.keys, error: outcome.error });
}

/** Merges an answer to a root call, the event of a subscription included, and places its errors. */
export function takeRoot(
  call: RootCall,
  run: Run,
  { targets, result }: { targets: readonly DataObject[]; result: SubgraphResult },
): void {
  if (isHolder(result.data)) {
    applyRewrites(call.outputRewrites, result.data, run.tools.types);
    for (const target of targets) merge(target, result.data);
  }
  const errors = (result.errors ?? []).map((error) => ({
    path: error.path ?? [],
    masked: maskSubgraphError(error, call.subgraph, errorContext(run)),
  }));
  for (const { path, masked } of errors) {
    for (const target of targets) run.errors.place(target, path, masked);
  }
  const [first] = errors;
  if (first) explainMissing(run.errors, targets, { keys: call.keys, error: first.masked });
}
