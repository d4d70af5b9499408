import { coversUnit, isUuid, requirePermission, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { versionsOfLimit } from '../db/limits.ts';
import { problems } from './problems.ts';
import type { OccupancyLimitSet } from './set-occupancy-limit.ts';
import { writeLimit } from './write-limit.ts';

export interface RemoveOccupancyLimitInput {
  readonly limitId: string;
}

/** Ends a limit now. Whoever answers for a unit only may end limits of the people of that unit. */
export async function removeOccupancyLimit(
  ctx: Context,
  { limitId }: RemoveOccupancyLimitInput,
): Promise<OccupancyLimitSet> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'headcount:write', now);
  const reach = unitReach(viewer, 'headcount:write', now);
  const limit = await writeLimit(ctx, viewer, async (tx) => {
    const last = isUuid(limitId) ? (await versionsOfLimit(tx, limitId)).at(-1) : undefined;
    if (!last || last.removed || !coversUnit(reach, last.companyId)) return null;
    return { ...last, number: last.number + 1, removed: true, validFrom: Math.max(now, last.validFrom) };
  });
  return limit ? { limit, userErrors: [] } : { limit, userErrors: [problems.unknown('limitId', 'limit', limitId)] };
}
