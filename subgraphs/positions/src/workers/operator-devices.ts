import { resolveName, type Clock, type Database } from '@trekker/kit';

import { claimForTenant } from '../actions/claim-device.ts';
import { releaseOfTenant } from '../actions/release-device.ts';
import { newestAttempts, type DeviceAttempt } from '../db/device-attempts.ts';
import { DEVICE } from '../db/device-claims.ts';

/** Devices with protocols of their own, as operators of the installation see them: no organisation is shown any of it. */
export interface OperatorDevices {
  /** Devices that reported and are nobody's, those heard last first; at most 500. */
  attempts(): Promise<readonly DeviceAttempt[]>;
  /** Makes a device a tenant's, whether it reported or not; false where it is somebody's already. */
  claim(tenantId: string, identifier: string): Promise<boolean>;
  /** Takes a device from whoever has it; false where nobody does. */
  release(identifier: string): Promise<boolean>;
}

/** Most attempts of unknown devices that are shown. */
const MOST_ATTEMPTS = 500;

/** @param database that of positions. */
export function createOperatorDevices({ database, clock }: { database: Database; clock: Clock }): OperatorDevices {
  return {
    attempts: () => database.withConsumer(({ sql }) => newestAttempts(sql, MOST_ATTEMPTS)),
    async claim(tenantId, identifier) {
      const wanted = { tenantId, identifier, now: clock.now() };
      return (await database.withTenant(tenantId, (tx) => claimForTenant(tx, wanted))).result !== null;
    },
    async release(identifier) {
      const owner = await database.withDirectory((sql) => resolveName(sql, DEVICE, identifier));
      if (!owner) return false;
      const { tenantId } = owner;
      return (await database.withTenant(tenantId, (tx) => releaseOfTenant(tx, tenantId, identifier))).result;
    },
  };
}
