import { coversUnit, ForbiddenError, isUuid, userError, type Tx, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { lockAsset } from '../db/assets.ts';
import { assignmentsById } from '../db/assignments.ts';
import { lockPerson } from '../db/people.ts';
import type { AssetRow, AssignmentRow, PersonRow, TrackerRow } from '../db/rows.ts';
import { lockTracker } from '../db/trackers.ts';

/**
 * The tracker, locked against other changes of it and its assignments, or null when it does not exist or is out of the
 * viewer's sight. Fails with FORBIDDEN when the viewer may see it and not change it.
 */
export async function writableTracker(tx: Tx, ctx: Context, trackerId: string): Promise<TrackerRow | null> {
  return writable(isUuid(trackerId) ? await lockTracker(tx, trackerId) : undefined, ctx, 'trackers');
}

/** The person, locked against other changes; null and FORBIDDEN as for trackers. */
export async function writablePerson(tx: Tx, ctx: Context, personId: string): Promise<PersonRow | null> {
  return writable(isUuid(personId) ? await lockPerson(tx, personId) : undefined, ctx, 'people');
}

/** The asset, locked against other changes; null and FORBIDDEN as for trackers. */
export async function writableAsset(tx: Tx, ctx: Context, assetId: string): Promise<AssetRow | null> {
  return writable(isUuid(assetId) ? await lockAsset(tx, assetId) : undefined, ctx, 'assets');
}

/** The answer to an id of an input that stands for nothing the viewer may see. */
export function notFound(field: string, entity: string, id: string): UserError {
  return userError(field, 'NOT_FOUND', `${entity} ${JSON.stringify(id)} does not exist`);
}

function writable<T extends { unitId: string | null }>(row: T | undefined, ctx: Context, what: string): T | null {
  if (!row) return null;
  if (coversUnit(ctx.reach(`${what}:write`), row.unitId)) return row;
  if (coversUnit(ctx.reach(`${what}:read`), row.unitId)) throw new ForbiddenError(`${what}:write`);
  return null;
}

/** An assignment of a tracker that the viewer may change, which is locked, or null. */
export async function writableAssignment(tx: Tx, ctx: Context, assignmentId: string): Promise<AssignmentRow | null> {
  if (!isUuid(assignmentId)) return null;
  const [found] = await assignmentsById(tx, [assignmentId], 'all');
  if (!found || !(await writableTracker(tx, ctx, found.trackerId))) return null;
  // Read again under the tracker's lock: somebody may have ended it in between.
  const [assignment] = await assignmentsById(tx, [assignmentId], 'all');
  return assignment ?? null;
}
