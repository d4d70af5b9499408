import {
  runProjection,
  type ConsumerTx,
  type Entry,
  type ProjectionRunner,
  type RunnerDependencies,
} from '@trekker/kit';

import type { TrackersConfig } from '../config.ts';
import { silenceLimits } from '../db/silence.ts';
import { forgetHeard, noteHeard, STATUS_PROJECTION } from '../db/tracker-status.ts';
import { heardIn } from '../domain/heard.ts';
import { POSITIONS_TOPIC } from '../events.ts';

const DAY_MS = 86_400_000;

/** Derives from topic `positions` when each tracker was heard and which of its positions is the newest. */
export function createStatus(deps: RunnerDependencies, config: TrackersConfig): ProjectionRunner {
  const keptMs = config.connectionHistoryDays * DAY_MS;
  async function apply(tx: ConsumerTx, entries: readonly Entry[]): Promise<void> {
    for (const [tenantId, heard] of heardIn(entries)) {
      await tx.asTenant(tenantId);
      const { connectedWithinMs: longestPauseMs } = await silenceLimits(tx, config);
      await noteHeard(tx, heard, { longestPauseMs, keptMs });
    }
  }
  return runProjection(
    {
      name: STATUS_PROJECTION,
      topic: POSITIONS_TOPIC,
      gathers: true,
      apply,
      applyTogether: apply,
      derived: [{ table: 'trackers.tracker_status', by: 'partition' }],
      reset: forgetHeard,
    },
    deps,
  );
}
