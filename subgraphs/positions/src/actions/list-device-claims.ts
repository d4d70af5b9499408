import { connectionOf, parsePage, requirePermission, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { countClaims, pageOfClaims } from '../db/device-claims.ts';

/** A page of claimed devices. Those claimed for no tracker are shown to who may see the whole tenant. */
export async function listDeviceClaims(ctx: Context, args: { first: number; after?: string | null | undefined }) {
  const now = ctx.clock.now();
  const reach = unitReach(requirePermission(ctx.viewer, 'devices:read', now), 'devices:read', now);
  const page = parsePage(args, ['uuid']);
  return ctx.tenant.read(async (tx) => ({
    ...connectionOf(await pageOfClaims(tx, page, reach), page, (row) => [row.claimId]),
    totalCount: await countClaims(tx, reach),
  }));
}
