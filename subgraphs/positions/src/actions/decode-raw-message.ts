import { requirePermission, TrekkerError, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { trackerWithin } from '../db/known-tracker.ts';
import type { RawMessageRow } from '../db/rows.ts';
import { readMessage } from '../domain/read-message.ts';
import { shownMessage } from '../domain/shown-message.ts';

/**
 * What a message says, read anew with the present settings of its tracker. Its secret opens it for who may see where the
 * tracker is.
 */
export async function decodeRawMessage(ctx: Context, row: RawMessageRow) {
  const viewer = requirePermission(ctx.viewer, 'quarantine:read', ctx.clock.now());
  const { tenantId } = viewer;
  const { protocol, bytes, identifier, topic, receivedAt, trackerId } = row;
  const transport = row.transport === 'UDP' ? ('udp' as const) : ('tcp' as const);
  const decoding = trackerId === null ? null : ctx.intake.decodings.ofTracker(tenantId, trackerId);
  const said = { protocol, bytes, identifier, topic, transport, receivedAt, decoding };
  const closed = readMessage({ ...said, secret: null });
  if (!closed) throw new TrekkerError('NOT_FOUND', `there is no protocol ${protocol}`);
  const isEncrypted = closed.frames.some(({ messages }) =>
    messages.some((message) => message.kind === 'unsupported' && message.encrypted),
  );
  if (!isEncrypted || trackerId === null || !(await maySee(ctx, trackerId))) return shownMessage(closed);
  const secret = await ctx.intake.secrets.secretOfTracker(tenantId, trackerId);
  return shownMessage(readMessage({ ...said, secret }) ?? closed);
}

async function maySee(ctx: Context, trackerId: string): Promise<boolean> {
  if (!ctx.viewer) return false;
  const reach = unitReach(ctx.viewer, 'positions:read', ctx.clock.now());
  return ctx.tenant.read((tx) => trackerWithin(tx, trackerId, reach));
}
