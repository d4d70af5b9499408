import type { Clock, Database, Logger, Service } from '@trekker/kit';

import type { PositionsConfig } from '../config.ts';
import { runExports } from './exports/exports.ts';
import type { createIntake } from './intake.ts';
import { putBackIntoLog, trimLog } from './keep-log.ts';
import { keepPartitions } from './keep-partitions.ts';
import { keepQuarantine } from './keep-quarantine.ts';
import { keepRawMessages } from './keep-raw-messages.ts';
import { packDays } from './pack-days.ts';
import { keepPositions } from './retention/keep-positions.ts';
import { runQuarantineReplays } from './quarantine-replays.ts';

/** What is done by the clock and in the background. */
export interface Upkeep {
  /** Of whoever writes: there must be partitions to write to. */
  readonly partitions: readonly Service[];
  /** Of whoever answers. */
  readonly jobs: readonly Service[];
}

/** Makes and forgets partitions, packs days, deletes what is too old, sweeps quarantine, replays from it and makes exports. */
export function createUpkeep({
  config,
  ...own
}: {
  config: PositionsConfig;
  database: Database;
  intake: ReturnType<typeof createIntake>;
  clock: Clock;
  log: Logger;
}): Upkeep {
  const { exportHours: keptHours, exportMaxPositions: maxPositions } = config;
  return {
    partitions: [
      keepPartitions({ ...own, daysAhead: config.partitionDaysAhead }),
      keepRawMessages({ ...own, keptDays: config.rawMessageDays }),
    ],
    jobs: [
      packDays({ ...own, afterDays: config.packAfterDays }),
      keepPositions(own),
      trimLog({ ...own, keptDays: config.logRetentionDays }),
      putBackIntoLog(own),
      keepQuarantine({ ...own, keptDays: config.quarantineDays }),
      runQuarantineReplays(own),
      runExports({ ...own, keptHours, maxPositions }),
    ],
  };
}
