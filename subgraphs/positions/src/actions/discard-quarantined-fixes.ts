import { parseInput, requirePermission, unitReach, userError, type UserError } from '@trekker/kit';
import { maxLength, minLength, object, pipe, regex, string, trim } from 'valibot';

import type { Context } from '../context.ts';
import { countNotHeld, countQuarantined, deleteOldest } from '../db/quarantine.ts';
import { heldNow } from '../db/retention.ts';
import { quarantineFilterInput, type QuarantineFilter } from '../domain/quarantine-filter.ts';
import { devicesEvent, quarantineDiscarded } from '../events.ts';
import { nothingFits } from './replay-quarantined-fixes.ts';

export interface Discarded {
  readonly discarded: number;
  readonly remaining: number;
  readonly userErrors: UserError[];
}

/** So that nobody waits long, neither who asked nor who writes to quarantine meanwhile. */
const MOST_AT_ONCE = 10_000;

const schema = object({
  filter: quarantineFilterInput,
  reason: pipe(
    string(),
    trim(),
    minLength(1, 'a reason must have at least 1 character'),
    maxLength(200, 'a reason must have at most 200 characters'),
    regex(/^\P{Cc}*$/u, 'a reason must have no control characters'),
  ),
});

/** Takes fixes that fit a filter, lie where the viewer may write and are not held out of quarantine for good. */
export async function discardQuarantinedFixes(ctx: Context, input: unknown): Promise<Discarded> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'quarantine:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { discarded: 0, remaining: 0, userErrors: parsed.userErrors };
  const { filter, reason } = parsed.value;
  const scope = { filter, reach: unitReach(viewer, 'quarantine:write', now) };
  return ctx.tenant.write(async (tx): Promise<Discarded> => {
    const held = await heldNow(tx);
    const discarded = await deleteOldest(tx, { ...scope, held }, MOST_AT_ONCE);
    if (!discarded)
      return { discarded: 0, remaining: 0, userErrors: [nothingDiscarded(await countQuarantined(tx, scope))] };
    const remaining = discarded < MOST_AT_ONCE ? 0 : await countNotHeld(tx, { ...scope, held });
    const told = { discarded, because: reason, ...toldOf(filter) };
    tx.publish(devicesEvent(quarantineDiscarded, viewer.tenantId, told));
    return { discarded, remaining, userErrors: [] };
  });
}

/** Why nothing was, where so many fixes fit. */
function nothingDiscarded(fitting: number): UserError {
  if (fitting === 0) return nothingFits();
  return userError('filter', 'LEGAL_HOLD', `a legal hold keeps all ${fitting} fixes that fit`);
}

/** What of a filter the audit tells: which fixes these were, as far as a few lines can say it. */
function toldOf({ reasons, trackerIds, identifiers, from, to }: QuarantineFilter) {
  return {
    reasons: reasons?.join(', ') ?? null,
    identifiers: identifiers?.join(', ') ?? null,
    trackerIds: [...(trackerIds ?? [])],
    from,
    to,
  };
}
