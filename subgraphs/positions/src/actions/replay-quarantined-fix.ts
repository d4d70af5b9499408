import { requirePermission, userError, type UserError } from '@trekker/kit';
import { parsePositionId } from '@trekker/geo';

import type { Context } from '../context.ts';
import { positionByKey } from '../db/history.ts';
import type { PositionRow } from '../db/rows.ts';
import { dedupeBytes } from '../domain/dedupe.ts';
import { replayMessage, type Receipt } from './receive-messages.ts';

export interface Replayed {
  readonly position: PositionRow | null;
  readonly userErrors: UserError[];
}

/** Sends a quarantined message through intake once more, as it was received then. */
export async function replayQuarantinedFix(ctx: Context, { fixId }: { fixId: string }): Promise<Replayed> {
  requirePermission(ctx.viewer, 'quarantine:write', ctx.clock.now());
  const kept = await ctx.loaders.quarantinedFix.load(fixId);
  if (!kept) return refused('NOT_FOUND', `there is no quarantined fix ${JSON.stringify(fixId)}`);
  const receipt = await replayMessage(ctx.intake, kept);
  if (receipt.kind === 'rejected') return refused(receipt.reason, receipt.message);
  return { position: await positionOf(ctx, receipt), userErrors: [] };
}

async function positionOf(ctx: Context, receipt: Receipt): Promise<PositionRow | null> {
  const key = 'positionId' in receipt ? parsePositionId(receipt.positionId) : null;
  if (!key) return null;
  const { trackerId, recordedAt, dedupe } = key;
  return ctx.tenant.read(
    async (tx) => (await positionByKey(tx, { trackerId, recordedAt, dedupe: dedupeBytes(dedupe) })) ?? null,
  );
}

function refused(code: string, message: string): Replayed {
  return { position: null, userErrors: [userError('fixId', code, message)] };
}
