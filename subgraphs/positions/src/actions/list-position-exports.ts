import { connectionOf, parsePage, requirePermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { pageOfExports } from '../db/exports.ts';
import { exportsSeenBy } from '../domain/actor-name.ts';

/** A page of the exports that the viewer may see, those started last first. */
export async function listPositionExports(ctx: Context, args: { first: number; after?: string | null | undefined }) {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'positions:read', now);
  const page = parsePage(args, ['uuid']);
  const rows = await ctx.tenant.read((tx) => pageOfExports(tx, page, exportsSeenBy(viewer, now)));
  return connectionOf(rows, page, (row) => [row.exportId]);
}
