import { requirePermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { oldestWaiting } from '../db/progress.ts';

/** How far presence is behind what devices told. */
export interface PresenceProgress {
  /** When the oldest of what waits was stored, Unix milliseconds; null where nothing does. */
  readonly waitingSince: number | null;
  /** How long that is ago. */
  readonly behindSeconds: number;
}

/** Whether visits say all that is known of the tenant, or how far they are behind. */
export async function presenceProgress(ctx: Context): Promise<PresenceProgress> {
  const { tenantId } = requirePermission(ctx.viewer, 'visits:read', ctx.clock.now());
  const waitingSince = await ctx.tenant.read((tx) => oldestWaiting(tx, tenantId));
  const behindMs = waitingSince === null ? 0 : Math.max(0, ctx.clock.now() - waitingSince);
  return { waitingSince, behindSeconds: behindMs / 1_000 };
}
