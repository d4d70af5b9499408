import {
  connectionOf,
  isUuid,
  parseInput,
  parsePage,
  requirePermission,
  requireUnitPermission,
  userError,
  uuidv7,
  type UserError,
  type Viewer,
} from '@trekker/kit';
import { maxLength, minLength, nullish, object, pipe, regex, string } from 'valibot';

import type { Context } from '../context.ts';
import { insertHold, pageOfHolds, releaseHold } from '../db/legal-holds.ts';
import type { LegalHoldRow } from '../db/rows.ts';
import { legalHoldPlaced, legalHoldReleased, trackersEvent } from '../events.ts';
import { notFound, writablePerson, writableTracker } from './writable.ts';

export interface HoldChanged {
  readonly hold: LegalHoldRow | null;
  readonly userErrors: UserError[];
}

const placing = object({
  personId: nullish(string(), null),
  trackerId: nullish(string(), null),
  reason: pipe(
    string(),
    minLength(1, 'a reason must be given'),
    maxLength(200, 'a reason has at most 200 characters'),
    regex(/^\P{Cc}*$/u, 'a reason must have no control characters'),
  ),
});

/** Keeps a person, a tracker or everybody of the tenant from being erased. */
export async function placeLegalHold(ctx: Context, input: unknown): Promise<HoldChanged> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'settings:write', now);
  const parsed = parseInput(placing, input);
  if (!parsed.ok) return { hold: null, userErrors: parsed.userErrors };
  const { personId, trackerId, reason } = parsed.value;
  if (personId !== null && trackerId !== null)
    return refused(userError('trackerId', 'INVALID', 'must be absent where a person is named'));
  if (personId === null && trackerId === null) requireWholeTenant(ctx);
  return ctx.tenant.write(async (tx): Promise<HoldChanged> => {
    if (personId !== null && !(await writablePerson(tx, ctx, personId)))
      return refused(notFound('personId', 'person', personId));
    if (trackerId !== null && !(await writableTracker(tx, ctx, trackerId)))
      return refused(notFound('trackerId', 'tracker', trackerId));
    const placedBy = viewer.actor.id;
    const placed = { holdId: uuidv7(now), personId, trackerId, reason, placedBy, placedAt: now };
    const hold: LegalHoldRow = { ...placed, releasedBy: null, releasedAt: null };
    await insertHold(tx, viewer.tenantId, hold);
    const told = { holdId: hold.holdId, personId, trackerId };
    tx.publish({ ...trackersEvent(legalHoldPlaced, viewer.tenantId, told), reason });
    return { hold, userErrors: [] };
  });
}

/** Lets what was held be erased again. Whoever answers for some units alone may release none. */
export async function releaseLegalHold(ctx: Context, { holdId }: { holdId: string }): Promise<HoldChanged> {
  const now = ctx.clock.now();
  const viewer = requireWholeTenant(ctx);
  return ctx.tenant.write(async (tx): Promise<HoldChanged> => {
    const hold = isUuid(holdId) ? await releaseHold(tx, { holdId, by: viewer.actor.id, at: now }) : undefined;
    if (!hold) return refused(notFound('holdId', 'hold that lasts', holdId));
    tx.publish(trackersEvent(legalHoldReleased, viewer.tenantId, { holdId }));
    return { hold, userErrors: [] };
  });
}

/** A page of holds, those placed last first. */
export async function listLegalHolds(ctx: Context, args: { first: number; after?: string | null | undefined }) {
  requireWholeTenant(ctx);
  const page = parsePage(args, ['uuid']);
  return connectionOf(await ctx.tenant.read((tx) => pageOfHolds(tx, page)), page, (row) => [row.holdId]);
}

/** Holds are the tenant's: a right that ends at some unit is not enough to see or release them. */
function requireWholeTenant({ viewer, clock }: Context): Viewer {
  return requireUnitPermission(viewer, 'settings:write', { unitId: null, now: clock.now() });
}

function refused(problem: UserError): HoldChanged {
  return { hold: null, userErrors: [problem] };
}
