import {
  coversUnit,
  ForbiddenError,
  isUuid,
  requirePermission,
  unitReach,
  userError,
  type UserError,
} from '@trekker/kit';

import type { Context } from '../context.ts';
import { trackerWithin } from '../db/known-tracker.ts';
import type { FilterScope } from '../domain/filter/scope.ts';

/** How a caller names a scope. */
export interface ScopeInput {
  readonly unitId?: string | null | undefined;
  readonly trackerId?: string | null | undefined;
}

/** The scope that is named, or null where two are. */
export function parseScope({ unitId, trackerId }: ScopeInput): FilterScope | null {
  if (unitId != null && trackerId != null) return null;
  if (unitId != null) return { kind: 'UNIT', unitId };
  return trackerId == null ? { kind: 'TENANT' } : { kind: 'TRACKER', trackerId };
}

/**
 * Why rules of a scope cannot be set or seen, or null. A unit beyond the viewer's reach is as unknown as one that does
 * not exist. Fails with FORBIDDEN for the whole tenant where the viewer may not, with REPLICA_BEHIND when a unit cannot be
 * told yet.
 */
export async function scopeProblem(ctx: Context, scope: FilterScope, permission: string): Promise<UserError | null> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, permission, now);
  const reach = unitReach(viewer, permission, now);
  switch (scope.kind) {
    case 'TENANT':
      if (reach !== 'all') throw new ForbiddenError(permission);
      return null;
    case 'UNIT': {
      const { unitId } = scope;
      const isReached = isUuid(unitId) && coversUnit(reach, unitId) && (await ctx.isKnownUnit(unitId));
      return isReached ? null : userError('unitId', 'NOT_FOUND', `there is no unit ${JSON.stringify(unitId)}`);
    }
    case 'TRACKER': {
      const { trackerId } = scope;
      const isReached = await ctx.tenant.read((tx) => trackerWithin(tx, trackerId, reach));
      return isReached ? null : userError('trackerId', 'NOT_FOUND', `there is no tracker ${JSON.stringify(trackerId)}`);
    }
  }
}
