import { runJobs, serviceGroup, type Logger, type Service } from '@trekker/kit';

import { DELIVER } from '../../actions/tell.ts';
import { deliverer, type Delivering } from './deliver.ts';

/** Time a try may take besides its sending, in milliseconds: looking a name up, the database. */
const SPARE_MS = 5_000;

/** Tries what is to be delivered, several at once; a try that a crash cut off is made again when its lease runs out. */
export function createDeliveries({ log, ...deps }: Delivering & { log: Logger }): Service {
  const { config, database, clock, mailer } = deps;
  const leaseMs = Math.max(config.webhookTimeoutMs, config.smtpTimeoutMs) + SPARE_MS;
  const handlers = { [DELIVER]: deliverer(deps) };
  const runners = Array.from({ length: config.deliveryWorkers }, () =>
    runJobs({ schema: 'tenancy', database, handlers, clock, log, leaseMs }),
  );
  const group = serviceGroup('deliveries', runners);
  return {
    ...group,
    async stop() {
      await group.stop();
      mailer?.close();
    },
  };
}
