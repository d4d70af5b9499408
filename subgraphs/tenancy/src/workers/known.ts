import { headOffset, TrekkerError, type TenantAccess } from '@trekker/kit';

import type { Kept } from './replicas.ts';

const WAIT_MS = 1_000;

/**
 * Those of these keys that a tenant's replica knows. Whether one is unknown is decided only when the replica has seen
 * everything that was written until now; fails with REPLICA_BEHIND when that takes longer than a second.
 */
export async function knownOf<T>(
  { tenant, tenantId }: { tenant: TenantAccess; tenantId: string },
  { replica, runner }: Kept<T>,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const look = async () => new Set((await tenant.read((tx) => replica.current(tx, keys))).keys());
  const known = await look();
  if (keys.every((key) => known.has(key))) return known;
  const head = { topic: runner.projection.topic, tenantId, partition: 0 };
  const newest = await tenant.read((tx) => headOffset(tx.sql, head));
  if (newest >= 0 && !(await runner.reached(head, newest, WAIT_MS))) {
    throw new TrekkerError('REPLICA_BEHIND', `changes of ${head.topic} have not arrived here yet; try again`);
  }
  return look();
}
