import { connectionOf, parsePage, requireUnitPermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { countApiKeys, pageOfApiKeys } from '../db/api-keys.ts';

/** A page of the tenant's keys, the newest first. */
export async function listApiKeys(ctx: Context, args: { first: number; after?: string | null | undefined }) {
  requireUnitPermission(ctx.viewer, 'keys:read', { unitId: null, now: ctx.clock.now() });
  const page = parsePage(args, ['uuid']);
  const rows = await ctx.tenant.read((tx) => pageOfApiKeys(tx, page));
  const totalCount = await ctx.tenant.read(countApiKeys);
  return { ...connectionOf(rows, page, ({ keyId }) => [keyId]), totalCount };
}
