import { requirePermission, unitReach, userError, type UserError, type UserErrorCode, type Viewer } from '@trekker/kit';
import { parsePositionId } from '@trekker/geo';

import type { Context } from '../context.ts';
import { positionByKey, reachable } from '../db/history.ts';
import { quarantinedById } from '../db/quarantine.ts';
import type { PositionRow, QuarantinedFixRow } from '../db/rows.ts';
import { dedupeBytes } from '../domain/dedupe.ts';
import type { Receipt } from './take-in.ts';
import { replayMessages } from './replay-messages.ts';

export interface Replayed {
  readonly position: PositionRow | null;
  readonly userErrors: UserError[];
}

/**
 * Sends a quarantined message through intake once more, as it was received then. The viewer must be able to see the
 * message and to write where it lies; the position is shown to who may see it.
 */
export async function replayQuarantinedFix(ctx: Context, { fixId }: { fixId: string }): Promise<Replayed> {
  const viewer = requirePermission(ctx.viewer, 'quarantine:write', ctx.clock.now());
  const kept = await writable(ctx, viewer, fixId);
  if (!kept) return refused('NOT_FOUND', `there is no quarantined fix ${JSON.stringify(fixId)}`);
  const [receipt] = await replayMessages(ctx.intake, [kept]);
  if (receipt?.kind === 'rejected') return refused(receipt.reason, receipt.message);
  return { position: await positionOf(ctx, viewer, receipt), userErrors: [] };
}

async function writable(ctx: Context, viewer: Viewer, fixId: string): Promise<QuarantinedFixRow | undefined> {
  const visible = await ctx.loaders.quarantinedFix.load(fixId);
  if (!visible) return undefined;
  const reach = unitReach(viewer, 'quarantine:write', ctx.clock.now());
  const [row] = await ctx.tenant.read((tx) => quarantinedById(tx, [fixId], reach));
  return row;
}

/** By now the identifier may belong to a tracker that the viewer may not see. */
async function positionOf(ctx: Context, viewer: Viewer, receipt: Receipt | undefined): Promise<PositionRow | null> {
  const key = receipt && 'positionId' in receipt ? parsePositionId(receipt.positionId) : null;
  if (!key) return null;
  const { trackerId, recordedAt, dedupe } = key;
  return ctx.tenant.read(async (tx) => {
    if (!(await reachable(tx, trackerId, unitReach(viewer, 'positions:read', ctx.clock.now())))) return null;
    return (await positionByKey(tx, { trackerId, recordedAt, dedupe: dedupeBytes(dedupe) })) ?? null;
  });
}

function refused(code: UserErrorCode, message: string): Replayed {
  return { position: null, userErrors: [userError('fixId', code, message)] };
}
