import { headOffset, TrekkerError, type Head, type ProjectionRunner, type TenantAccess } from '@trekker/kit';

const WAIT_MS = 1_000;

/** Waits until a projection has seen everything its topic holds for a tenant; REPLICA_BEHIND after a second. */
export async function reachHead(
  { tenant, tenantId }: { tenant: TenantAccess; tenantId: string },
  runner: ProjectionRunner,
): Promise<void> {
  const head: Head = { topic: runner.projection.topic, tenantId, partition: 0 };
  const newest = await tenant.read((tx) => headOffset(tx.sql, head));
  if (newest < 0 || (await runner.reached(head, newest, WAIT_MS))) return;
  throw new TrekkerError('REPLICA_BEHIND', `changes of ${head.topic} have not arrived here yet; try again`);
}
