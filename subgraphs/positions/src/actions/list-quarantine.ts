import { connectionOf, parsePage, requirePermission, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { countQuarantined, pageOfQuarantine } from '../db/quarantine.ts';

/** A page of quarantined fixes, newest first. Those of unknown trackers are shown to who may see the whole tenant. */
export async function listQuarantine(ctx: Context, args: { first: number; after?: string | null | undefined }) {
  const now = ctx.clock.now();
  const reach = unitReach(requirePermission(ctx.viewer, 'quarantine:read', now), 'quarantine:read', now);
  const page = parsePage(args, ['instant', 'uuid']);
  return ctx.tenant.read(async (tx) => ({
    ...connectionOf(await pageOfQuarantine(tx, page, reach), page, (row) => [String(row.receivedAt), row.fixId]),
    totalCount: await countQuarantined(tx, reach),
  }));
}
