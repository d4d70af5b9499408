import { parseInput, userError, uuidv7, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { SavedViewRow } from '../db/rows.ts';
import { insertView } from '../db/saved-views.ts';
import { lockTenant } from '../db/tenants.ts';
import { nameKeyOf, savedViewInput } from '../domain/saved-view.ts';
import { tenancyEvent, viewSaved } from '../events.ts';
import { mayReadList, requireViewKeeper } from './own-views.ts';
import { viewProblems } from './view-problems.ts';

/** What keeping or changing a view gave. */
export interface ViewKept {
  readonly view: SavedViewRow | null;
  readonly userErrors: UserError[];
}

/** Keeps a view of a list for the signed-in user, or for everybody of the tenant. */
export async function saveView(ctx: Context, input: object): Promise<ViewKept> {
  const now = ctx.clock.now();
  const viewer = requireViewKeeper(ctx.viewer);
  const { tenantId, actor } = viewer;
  const parsed = parseInput(savedViewInput, input);
  if (!parsed.ok) return { view: null, userErrors: parsed.userErrors };
  const { list, name, parameters, shared } = parsed.value;
  if (!mayReadList(viewer, list, now)) {
    return { view: null, userErrors: [userError('list', 'NOT_HELD', `must be a list that you may read, got ${list}`)] };
  }
  const view: SavedViewRow = {
    tenantId,
    viewId: uuidv7(now),
    userId: actor.id,
    list,
    name,
    nameKey: nameKeyOf(name),
    parameters,
    shared,
    createdAt: now,
    changedAt: now,
  };
  return ctx.tenant.write(async (tx) => {
    // One at a time, so that no name comes twice and none is one too many.
    await lockTenant(tx, tenantId);
    const userErrors = await viewProblems(tx, view, null);
    if (userErrors.length) return { view: null, userErrors };
    await insertView(tx, view);
    tx.publish(tenancyEvent(viewSaved, tenantId, viewToldOf(view)));
    return { view, userErrors: [] };
  });
}

/** What an event tells of a view. */
export function viewToldOf({ viewId, userId, list, shared }: SavedViewRow) {
  return { viewId, userId, list, shared };
}
