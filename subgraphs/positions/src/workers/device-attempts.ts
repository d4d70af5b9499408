import type { Clock, Database } from '@trekker/kit';

import { keepNewestAttempts, upsertAttempt, type DeviceAttempt } from '../db/device-attempts.ts';
import { addressKey } from './connection-limits.ts';
import { createRateLimit } from '../domain/rate-limit.ts';

/** Remembers devices that report and are nobody's: for operators, and for whoever claims one of them. */
export interface DeviceAttempts {
  /** Notes that a device tried, unless that was done just now or too many are being noted. */
  note(attempt: Pick<DeviceAttempt, 'identifier' | 'protocol' | 'remoteAddress'>): Promise<void>;
}

/** Most devices that are remembered; of those beyond, the ones that tried longest ago are forgotten. */
const KEPT = 10_000;
/** After so many notes those beyond are looked for. */
const TIDIED_AFTER = 100;

/** A device is noted so often, whatever it does. */
const PER_DEVICE = { burst: 1, perMinute: 12 };
/** Who invents identifiers must not crowd out those of others. */
const PER_ADDRESS = { burst: 60, perMinute: 60 };
const IN_ALL = { burst: 300, perMinute: 1_200 };

/** Notes attempts in the database, as often as limits allow. */
export function createDeviceAttempts({ database, clock }: { database: Database; clock: Clock }): DeviceAttempts {
  const perDevice = createRateLimit(PER_DEVICE);
  const perAddress = createRateLimit(PER_ADDRESS);
  const inAll = createRateLimit(IN_ALL);
  let noted = 0;
  return {
    async note(attempt) {
      const at = clock.now();
      const { identifier, protocol, remoteAddress } = attempt;
      if (!perDevice.take(`${protocol}/${identifier}`, at)) return;
      if (!perAddress.take(addressKey(remoteAddress), at) || !inAll.take('', at)) return;
      noted += 1;
      await database.withConsumer(async ({ sql }) => {
        await upsertAttempt(sql, { ...attempt, at });
        if (noted % TIDIED_AFTER === 0) await keepNewestAttempts(sql, KEPT);
      });
    },
  };
}
