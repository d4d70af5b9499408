import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../logger.ts';
import type { Leases } from './leases.ts';
import type { LogTail } from './tail.ts';

/** What a runner needs of its service. */
export interface RunnerDependencies {
  /** Schema that holds the projection's tables and its checkpoints. */
  readonly schema: string;
  readonly database: Database;
  readonly tail: LogTail;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Logger;
  /** How often to look for entries nobody told of, in milliseconds. */
  readonly pollMs?: number;
}
