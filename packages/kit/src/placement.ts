import type { DatabaseAddress } from './database/address.ts';
import type { Clock } from './clock.ts';
import type { LogTail } from './event-log/tail.ts';
import type { Logger } from './logger.ts';
import type { Secret } from './secret.ts';

/**
 * A database and the tenants in it. Schemas, log heads and checkpoints exist per placement and nothing joins across;
 * the directory names the placement of every tenant. There is one as long as one machine is enough.
 */
export interface Placement {
  /** Name by which the directory refers to it. */
  readonly name: string;
  readonly address: DatabaseAddress;
}

/** The placement an installation begins with. */
export const MAIN_PLACEMENT = 'main';

/** What a subgraph needs from whoever runs it; configuration comes beside it. */
export interface SubgraphDependencies {
  readonly placement: Placement;
  readonly secret: Secret;
  /** Shared by all subgraphs of a process, so that readers see at once what writers beside them commit. */
  readonly tail: LogTail;
  readonly clock: Clock;
  readonly log: Logger;
}
