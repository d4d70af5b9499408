import { connectionOf, parsePage, requirePermission, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { pageOfReplays } from '../db/quarantine-replays.ts';

/** A page of replays, those begun last first, as far as they were begun for no more than what the viewer may see. */
export async function listQuarantineReplays(ctx: Context, args: { first: number; after?: string | null | undefined }) {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'quarantine:read', now);
  const page = parsePage(args, ['uuid']);
  const rows = await ctx.tenant.read((tx) => pageOfReplays(tx, page, unitReach(viewer, 'quarantine:read', now)));
  return connectionOf(rows, page, (row) => [row.replayId]);
}
