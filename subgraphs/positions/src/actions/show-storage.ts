import { requirePermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { packedStorage, type PackedStorage } from '../db/storage.ts';

/** How much the history of the viewer's tenant holds. */
export async function showStorage(ctx: Context): Promise<PackedStorage> {
  requirePermission(ctx.viewer, 'settings:write', ctx.clock.now());
  return ctx.tenant.read(packedStorage);
}
