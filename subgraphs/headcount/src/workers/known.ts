import { headOffset, TrekkerError, type ProjectionRunner, type TenantAccess } from '@trekker/kit';

import { headOfTenant } from '../domain/stream-point.ts';
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
  await reachHead({ tenant, tenantId }, runner);
  return look();
}

/** Waits until a projection has seen everything its topic holds for a tenant; REPLICA_BEHIND after a second. */
export async function reachHead(
  { tenant, tenantId }: { tenant: TenantAccess; tenantId: string },
  runner: ProjectionRunner,
): Promise<void> {
  const head = headOfTenant(runner.projection.topic, tenantId);
  const newest = await tenant.read((tx) => headOffset(tx.sql, head));
  if (newest < 0 || (await runner.reached(head, newest, WAIT_MS))) return;
  throw new TrekkerError('REPLICA_BEHIND', `changes of ${head.topic} have not arrived here yet; try again`);
}
