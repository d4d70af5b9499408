import { callEntities } from './call-entities.ts';
import { callInContexts } from './call-in-contexts.ts';
import { callRoot } from './call-root.ts';
import type { Run } from './run.ts';
import type { Step } from './step.ts';

/** Runs calls, each as soon as those it depends on have ended, and gathers data and errors in `run`. Never rejects for what a subgraph did. */
export async function runPlan(steps: readonly Step[], run: Run): Promise<void> {
  const [first] = steps;
  if (first && steps.length === 1) return runCall(first, run);
  const ends: Promise<void>[] = [];
  for (const step of steps) {
    ends.push(step.after.length === 0 ? runCall(step, run) : follow(step, ends, run));
  }
  await Promise.all(ends);
}

async function follow(step: Step, ends: readonly Promise<void>[], run: Run): Promise<void> {
  for (const index of step.after) await ends[index];
  await runCall(step, run);
}

function runCall({ call }: Step, run: Run): Promise<void> {
  if (call.kind === 'root') return callRoot(call, run);
  return call.contexts.length === 0 ? callEntities(call, run) : callInContexts(call, run);
}
