import { requireUnitPermission } from '@trekker/kit';

import type { Context } from '../context.ts';

/** What can be made of a boundary that was not drawn well. For whoever may draw. */
export async function repairGeometry(ctx: Context, geoJson: unknown) {
  requireUnitPermission(ctx.viewer, 'geofences:write', { unitId: null, now: ctx.clock.now() });
  const { boundary, changes, problems, ...areas } = await ctx.geometry.repair(geoJson);
  const repaired = boundary === null ? null : (JSON.parse(boundary) as unknown);
  return { ...areas, boundary: repaired, changes: [...changes], problems: [...problems] };
}
