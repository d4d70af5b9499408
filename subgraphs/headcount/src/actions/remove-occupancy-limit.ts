import { coversUnit, isUuid, parseInput, requirePermission, unitReach } from '@trekker/kit';
import { object, string } from 'valibot';

import type { Context } from '../context.ts';
import { versionsOfLimit } from '../db/limits.ts';
import { onceInput } from './once.ts';
import { problems } from './problems.ts';
import type { OccupancyLimitSet } from './set-occupancy-limit.ts';
import { writeLimit } from './write-limit.ts';

export interface RemoveOccupancyLimitInput {
  readonly limitId: string;
  readonly idempotencyKey?: string | null | undefined;
}

const schema = object({ limitId: string(), idempotencyKey: onceInput });

/** Ends a limit now. Whoever answers for a unit only may end limits of the people of that unit. */
export async function removeOccupancyLimit(ctx: Context, input: RemoveOccupancyLimitInput): Promise<OccupancyLimitSet> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'headcount:write', now);
  const reach = unitReach(viewer, 'headcount:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { limit: null, userErrors: parsed.userErrors };
  const { limitId } = parsed.value;
  return writeLimit(ctx, { viewer, deed: { name: 'remove-limit', input: parsed.value } }, async (tx) => {
    const last = isUuid(limitId) ? (await versionsOfLimit(tx, limitId)).at(-1) : undefined;
    if (!last || last.removed || !coversUnit(reach, last.companyId)) {
      return { made: null, userErrors: [problems.unknown('limitId', 'limit', limitId)] };
    }
    const validFrom = Math.max(now, last.validFrom);
    return { made: { ...last, number: last.number + 1, removed: true, validFrom }, userErrors: [] };
  });
}
