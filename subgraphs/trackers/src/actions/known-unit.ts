import { isUuid, requireUnitPermission, userError, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';

/** What is wrong with the `unitId` of an input, or null. Fails with REPLICA_BEHIND when that cannot be told yet. */
export async function unitProblem(ctx: Context, unitId: string | null): Promise<UserError | null> {
  if (unitId === null || (isUuid(unitId) && (await ctx.isKnown('units', unitId)))) return null;
  return userError('unitId', 'NOT_FOUND', `unit ${JSON.stringify(unitId)} does not exist`);
}

/**
 * What is wrong with the unit something is to belong to from now on, or null; undefined leaves it where it is. Fails with
 * FORBIDDEN when the viewer may not change what that unit owns, with REPLICA_BEHIND as above.
 */
export async function newUnitProblem(
  ctx: Context,
  { unitId, permission }: { unitId: string | null | undefined; permission: string },
): Promise<UserError | null> {
  if (unitId === undefined) return null;
  requireUnitPermission(ctx.viewer, permission, { unitId, now: ctx.clock.now() });
  return unitProblem(ctx, unitId);
}
