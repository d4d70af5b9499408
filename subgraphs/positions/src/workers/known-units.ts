import { headOffset, TrekkerError, type ProjectionRunner, type TenantAccess } from '@trekker/kit';

import { TENANCY_TOPIC } from '../events.ts';
import type { Replicas } from './replicas.ts';

const WAIT_MS = 1_000;

/**
 * Tells whether a tenant has a unit. "No" is said only when the replica has seen everything that was written until now;
 * fails with REPLICA_BEHIND when that takes longer than a second.
 */
export function createKnownUnits({ units, runner }: { units: Replicas['units']; runner: ProjectionRunner }) {
  return async (tenant: TenantAccess, tenantId: string, unitId: string): Promise<boolean> => {
    const look = async () => (await tenant.read((tx) => units.current(tx, [unitId]))).has(unitId);
    if (await look()) return true;
    const head = { topic: TENANCY_TOPIC, tenantId, partition: 0 };
    const newest = await tenant.read((tx) => headOffset(tx.sql, head));
    if (newest >= 0 && !(await runner.reached(head, newest, WAIT_MS))) {
      throw new TrekkerError('REPLICA_BEHIND', 'changes of units have not arrived here yet; try again');
    }
    return look();
  };
}
