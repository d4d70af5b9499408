import { connectionOf, InvalidInputError, isUuid, parsePage, requirePermission, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { pageOfHistory, reachable } from '../db/history.ts';
import type { FlagKind } from '../domain/flags/raised-flag.ts';
import { rulesOn } from '../domain/filter/effective-rules.ts';
import { keysOf, pageWithoutFlags } from './list-unflagged.ts';

/**
 * A page of a tracker's positions recorded in `[from, to)`, oldest first, without those that have one of some flags; empty
 * beyond the viewer's reach.
 */
export async function listHistory(
  ctx: Context,
  trackerId: string,
  args: { from: number; to: number; first: number; after?: string | null; withoutFlags?: readonly FlagKind[] | null },
) {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'positions:read', now);
  const page = parsePage(args, ['instant', 'hex']);
  const { from, to } = args;
  if (to <= from) throw new InvalidInputError('to', `must lie after from, got ${new Date(to).toISOString()}`);
  const without = new Set(args.withoutFlags);
  const rules = without.size && isUuid(trackerId) ? await ctx.loaders.filterRules.load(trackerId) : [];
  return ctx.tenant.read(async (tx) => {
    const visible = isUuid(trackerId) && (await reachable(tx, trackerId, unitReach(viewer, 'positions:read', now)));
    if (!visible) return connectionOf([], page, keysOf);
    const span = { trackerId, from, to, page };
    if (without.size) return pageWithoutFlags(tx, rulesOn(rules, ['neighbour', 'escape']), { ...span, without });
    const rows = await pageOfHistory(tx, span);
    ctx.loaders.flags.noteRun(rows);
    return connectionOf(rows, page, keysOf);
  });
}
