import {
  createLogTail,
  MAIN_PLACEMENT,
  memoryPubSub,
  systemClock,
  type DatabaseAddress,
  type Logger,
  type Secret,
} from '@trekker/kit';
import { createTenancy, type Tenancy } from '@trekker/tenancy';

import type { Configuration } from '../configuration.ts';

/** What whoever runs the installation may do beside its processes. */
export interface Steward {
  /** Runs `work` with tenancy of this process, which serves nobody. */
  asOperator<T>(
    work: (tenancy: Pick<Tenancy, 'createTenant' | 'developerToken' | 'isEmpty' | 'allowSetUp'>) => Promise<T>,
  ): Promise<T>;
}

/** An operator on the installation's database. */
export function createSteward({
  config,
  address,
  secret,
  log,
}: {
  config: Configuration;
  address: DatabaseAddress;
  secret: Secret;
  log: Logger;
}): Steward {
  return {
    async asOperator(work) {
      const placement = { name: MAIN_PLACEMENT, address };
      const tail = createLogTail(memoryPubSub());
      await using tenancy = createTenancy(config.subgraphs.tenancy, {
        placement,
        secret,
        tail,
        clock: systemClock,
        log,
      });
      await tenancy.start();
      return await work(tenancy);
    },
  };
}
