import { userError, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';

/** What is wrong with the `unitId` of an input, or null. Fails with REPLICA_BEHIND when that cannot be told yet. */
export async function unitProblem(
  ctx: Context,
  { tenantId, unitId }: { tenantId: string; unitId: string | null },
): Promise<UserError | null> {
  if (unitId === null || (await ctx.units.exists(tenantId, unitId))) return null;
  return userError('unitId', 'NOT_FOUND', `unit ${JSON.stringify(unitId)} does not exist`);
}
