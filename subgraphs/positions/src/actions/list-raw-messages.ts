import {
  connectionOf,
  InvalidInputError,
  isUuid,
  knownInstant,
  parsePage,
  requirePermission,
  unitReach,
} from '@trekker/kit';

import type { Context } from '../context.ts';
import { pageOfRawMessages } from '../db/raw-messages.ts';
import type { RawMessageRow } from '../db/rows.ts';

/** Which messages are asked for. */
export interface RawMessagesArgs {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly identifier?: string | null | undefined;
  readonly from?: number | null | undefined;
  readonly to?: number | null | undefined;
}

/**
 * A page of what devices sent, as it came, received last first; of one tracker, or where none is given of all that the
 * viewer may see. Those of unknown trackers are shown to who may see the whole tenant.
 */
export async function listRawMessages(ctx: Context, trackerId: string | null, args: RawMessagesArgs) {
  const now = ctx.clock.now();
  const reach = unitReach(requirePermission(ctx.viewer, 'quarantine:read', now), 'quarantine:read', now);
  const page = parsePage(args, ['instant', 'uuid']);
  const { identifier = null, from = null, to = null } = args;
  if (from !== null && to !== null && to <= from) {
    throw new InvalidInputError('to', `must lie after from, got ${new Date(to).toISOString()}`);
  }
  if (identifier !== null && /\0/.test(identifier)) throw new InvalidInputError('identifier', 'must have no NUL');
  const isNobody = trackerId !== null && !isUuid(trackerId);
  const known = (at: number | null) => (at === null ? null : knownInstant(at));
  const scope = { trackerId, identifier, from: known(from), to: known(to), reach };
  const rows = isNobody ? [] : await ctx.tenant.read((tx) => pageOfRawMessages(tx, page, scope));
  return connectionOf<RawMessageRow>(rows, page, (row) => [String(row.receivedAt), row.messageId]);
}
