import { runProjection, type ProjectionRunner, type RunnerDependencies } from '@trekker/kit';

import { forgetHeard, noteHeard } from '../db/tracker-status.ts';
import { heardIn } from '../domain/heard.ts';
import { POSITIONS_TOPIC } from '../events.ts';

/** Derives from topic `positions` when each tracker was last heard. */
export function createStatus(deps: RunnerDependencies): ProjectionRunner {
  return runProjection(
    {
      name: 'status',
      topic: POSITIONS_TOPIC,
      async apply(tx, entries, { partition }) {
        for (const [tenantId, heard] of heardIn(entries)) {
          await tx.asTenant(tenantId);
          await noteHeard(tx, heard, partition);
        }
      },
      reset: forgetHeard,
    },
    deps,
  );
}
