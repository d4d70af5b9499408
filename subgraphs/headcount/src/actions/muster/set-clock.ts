import { isUuid, parseInput, requireUnitPermission, userError, type UserError } from '@trekker/kit';
import { boolean, object, optional, string } from 'valibot';

import type { Context } from '../../context.ts';
import { lockMuster } from '../../db/muster/musters.ts';
import { isOpen } from '../../domain/muster/session.ts';
import { musterOver, noteInput, notFound, wrongStatus } from './inputs.ts';
import type { MusterWritten } from './start-muster.ts';
import { CANCEL, END, PAUSE, RESUME, turnClock, type Turn } from './turn-clock.ts';

const schema = object({ musterId: string(), note: noteInput, cancelled: optional(boolean(), false) });

/** Stops the clock of a muster. */
export function pauseMuster(ctx: Context, input: object): Promise<MusterWritten> {
  return turn(ctx, { ...input, cancelled: false }, PAUSE);
}

/** Lets the clock of a muster run again. */
export function resumeMuster(ctx: Context, input: object): Promise<MusterWritten> {
  return turn(ctx, { ...input, cancelled: false }, RESUME);
}

/** Ends a muster, or calls it off. */
export function endMuster(ctx: Context, input: { cancelled?: boolean }): Promise<MusterWritten> {
  return turn(ctx, input, input.cancelled ? CANCEL : END);
}

/** Whose clock it is concerns everybody there, so a right that ends at some unit is not enough. */
async function turn(ctx: Context, input: object, turned: Turn): Promise<MusterWritten> {
  const now = ctx.clock.now();
  const viewer = requireUnitPermission(ctx.viewer, 'muster:write', { unitId: null, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return refused(...parsed.userErrors);
  const { musterId, note, cancelled } = parsed.value;
  if (cancelled && note === null)
    return refused(userError('note', 'REQUIRED', 'must say why the muster is called off'));
  if (!isUuid(musterId)) return refused(notFound('musterId', 'muster', musterId));
  const written = await ctx.tenant.write(async (tx): Promise<MusterWritten> => {
    const muster = await lockMuster(tx, musterId);
    if (!muster) return refused(notFound('musterId', 'muster', musterId));
    if (!isOpen(muster.status)) return refused(musterOver(muster.status));
    if (turned.needs && muster.status !== turned.needs.status) return refused(wrongStatus(muster.status, turned.needs));
    const next = await turnClock(ctx, tx, { muster, viewer, turned, now, note });
    return { muster: next, userErrors: [] };
  });
  ctx.musters.feed.call(viewer.tenantId);
  return written;
}

function refused(...userErrors: UserError[]): MusterWritten {
  return { muster: null, userErrors };
}
