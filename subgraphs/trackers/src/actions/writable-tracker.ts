import { coversUnit, ForbiddenError, isUuid, userError, type Tx, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { TrackerRow } from '../db/rows.ts';
import { lockTracker } from '../db/trackers.ts';

/**
 * The tracker, locked against other changes of its assignments, or null when it does not exist or is out of the
 * viewer's sight. Fails with FORBIDDEN when the viewer may see it and not change it.
 */
export async function writableTracker(tx: Tx, ctx: Context, trackerId: string): Promise<TrackerRow | null> {
  const tracker = isUuid(trackerId) ? await lockTracker(tx, trackerId) : undefined;
  if (!tracker) return null;
  if (coversUnit(ctx.reach('trackers:write'), tracker.unitId)) return tracker;
  if (coversUnit(ctx.reach('trackers:read'), tracker.unitId)) throw new ForbiddenError('trackers:write');
  return null;
}

/** The answer to an id of an input that stands for nothing the viewer may see. */
export function notFound(field: string, entity: string, id: string): UserError {
  return userError(field, 'NOT_FOUND', `${entity} ${JSON.stringify(id)} does not exist`);
}
