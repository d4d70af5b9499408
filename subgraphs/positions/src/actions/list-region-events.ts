import { connectionOf, InvalidInputError, isUuid, parsePage, requirePermission, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { reachable } from '../db/history.ts';
import { pageOfRegionEvents } from '../db/region-events.ts';
import type { RegionEventRow } from '../db/rows.ts';

/** A page of what a tracker itself said of regions in `[from, to)`, oldest first; empty beyond the viewer's reach. */
export async function listRegionEvents(
  ctx: Context,
  trackerId: string,
  args: { from: number; to: number; first: number; after?: string | null | undefined },
) {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'positions:read', now);
  const page = parsePage(args, ['instant', 'hex']);
  const { from, to } = args;
  if (to <= from) throw new InvalidInputError('to', `must lie after from, got ${new Date(to).toISOString()}`);
  const rows = await ctx.tenant.read(async (tx): Promise<RegionEventRow[]> => {
    const visible = isUuid(trackerId) && (await reachable(tx, trackerId, unitReach(viewer, 'positions:read', now)));
    return visible ? pageOfRegionEvents(tx, { trackerId, from, to, page }) : [];
  });
  return connectionOf(rows, page, (row) => [String(row.recorded_at), row.content.toString('hex')]);
}
