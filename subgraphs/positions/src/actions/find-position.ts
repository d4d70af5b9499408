import { parsePositionId } from '@trekker/geo';
import { requirePermission, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { positionByKey, reachable } from '../db/history.ts';
import type { PositionRow } from '../db/rows.ts';
import { dedupeBytes } from '../domain/dedupe.ts';
import { MOST_AHEAD_MS } from '../domain/judge.ts';

/** A position by its id; null when it does not exist or lies beyond the viewer's reach. */
export async function findPosition(ctx: Context, id: string): Promise<PositionRow | null> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'positions:read', now);
  const key = parsePositionId(id);
  // No position is taken in from further ahead, and the database reads no year of five digits.
  if (!key || key.recordedAt > now + MOST_AHEAD_MS) return null;
  const { trackerId, recordedAt, dedupe } = key;
  return ctx.tenant.read(async (tx) => {
    if (!(await reachable(tx, trackerId, unitReach(viewer, 'positions:read', now)))) return null;
    return (await positionByKey(tx, { trackerId, recordedAt, dedupe: dedupeBytes(dedupe) })) ?? null;
  });
}
