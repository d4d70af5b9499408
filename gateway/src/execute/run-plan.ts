import { callEntities } from './call-entities.ts';
import { callRoot } from './call-root.ts';
import type { Run } from './run.ts';
import type { Step } from './step.ts';

/** Runs a step and gathers data and errors in `run`. Never rejects for what a subgraph did. */
export async function runPlan(step: Step, run: Run): Promise<void> {
  switch (step.kind) {
    case 'sequence':
      for (const next of step.steps) await runPlan(next, run);
      return;
    case 'parallel':
      await Promise.all(step.steps.map((next) => runPlan(next, run)));
      return;
    case 'root':
      await callRoot(step, run);
      return;
    case 'entities':
      await callEntities(step, run);
      return;
    default:
      step satisfies never;
  }
}
