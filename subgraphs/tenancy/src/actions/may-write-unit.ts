import { unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';

/** What is reached holds for a whole operation, which may ask of every unit there is. */
const reached = new WeakMap<Context, 'all' | ReadonlySet<string>>();

/** Whether the viewer may change a unit and add units below it. */
export function mayWriteUnit(ctx: Context, unitId: string): boolean {
  const reach = reached.get(ctx) ?? reachOf(ctx);
  reached.set(ctx, reach);
  return reach === 'all' || reach.has(unitId);
}

function reachOf({ viewer, clock }: Context): 'all' | ReadonlySet<string> {
  const reach = viewer ? unitReach(viewer, 'units:write', clock.now()) : [];
  return reach === 'all' ? reach : new Set(reach);
}
