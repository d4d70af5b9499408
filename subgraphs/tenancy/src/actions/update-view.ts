import { isUuid, parseInput } from '@trekker/kit';

import type { Context } from '../context.ts';
import { replaceView, viewFor } from '../db/saved-views.ts';
import { lockTenant } from '../db/tenants.ts';
import { nameKeyOf, savedViewChange } from '../domain/saved-view.ts';
import { tenancyEvent, viewChanged } from '../events.ts';
import { requireViewKeeper } from './own-views.ts';
import { viewToldOf, type ViewKept } from './save-view.ts';
import { notOwner, unknownView, viewProblems } from './view-problems.ts';

/** Changes a view of the signed-in user; absent fields stay as they are. */
export async function updateView(ctx: Context, input: { readonly viewId: string }): Promise<ViewKept> {
  const { viewId } = input;
  const { tenantId, actor } = requireViewKeeper(ctx.viewer);
  const parsed = parseInput(savedViewChange, input);
  if (!parsed.ok) return { view: null, userErrors: parsed.userErrors };
  return ctx.tenant.write(async (tx) => {
    await lockTenant(tx, tenantId);
    const before = isUuid(viewId) ? await viewFor(tx, { userId: actor.id, viewId }) : undefined;
    if (!before) return { view: null, userErrors: [unknownView(viewId)] };
    if (before.userId !== actor.id) return { view: null, userErrors: [notOwner(before)] };
    const name = parsed.value.name ?? before.name;
    const view = {
      ...before,
      name,
      nameKey: nameKeyOf(name),
      parameters: parsed.value.parameters ?? before.parameters,
      shared: parsed.value.shared ?? before.shared,
      changedAt: ctx.clock.now(),
    };
    const userErrors = await viewProblems(tx, view, before);
    if (userErrors.length) return { view: null, userErrors };
    await replaceView(tx, view);
    tx.publish(tenancyEvent(viewChanged, tenantId, viewToldOf(view)));
    return { view, userErrors: [] };
  });
}
