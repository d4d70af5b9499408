import { requirePermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { PositionRow } from '../db/rows.ts';

/** A position by its id; null when it does not exist or lies beyond the viewer's reach. */
export async function findPosition(ctx: Context, id: string): Promise<PositionRow | null> {
  requirePermission(ctx.viewer, 'positions:read', ctx.clock.now());
  return ctx.loaders.position.load(id);
}
