import { parsePositionId } from '@trekker/geo';
import { InvalidInputError, requirePermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { trackersWithin } from '../db/reach.ts';
import { runOf } from '../db/tracks.ts';
import { newestEdit } from '../db/versions.ts';
import { withinTime } from '../domain/within-time.ts';
import {
  explainPosition as explain,
  MOST_NEAR_METERS,
  type PositionExplained,
} from '../domain/what-if/explain-position.ts';

export interface ExplainPositionArguments {
  readonly positionId: string;
  readonly geofenceIds?: readonly string[] | null | undefined;
  readonly nearMeters?: number | null | undefined;
}

const MOST_GEOFENCES = 50;

/** What a position did and why, by the geofences as they are known now; null for one that the viewer may not see. */
export async function explainPosition(ctx: Context, args: ExplainPositionArguments): Promise<PositionExplained | null> {
  const { tenantId } = requirePermission(ctx.viewer, 'geofences:read', ctx.clock.now());
  const { positionId } = args;
  const geofenceIds = args.geofenceIds ?? [];
  if (geofenceIds.length > MOST_GEOFENCES) {
    throw new InvalidInputError('geofenceIds', `must be at most ${MOST_GEOFENCES}, got ${geofenceIds.length}`);
  }
  const nearMeters = args.nearMeters ?? null;
  if (nearMeters !== null && !(nearMeters >= 0 && nearMeters <= MOST_NEAR_METERS)) {
    throw new InvalidInputError('nearMeters', `must be 0 to ${MOST_NEAR_METERS} metres, got ${nearMeters}`);
  }
  const key = parsePositionId(positionId);
  // Nothing was recorded at an instant that nothing can be recorded at.
  if (!key || key.recordedAt !== withinTime(key.recordedAt)) return null;
  return ctx.tenant.read(async (tx) => {
    const seen = await trackersWithin(tx, [key.trackerId], ctx.reach('visits:read'));
    const run = seen.has(key.trackerId) ? await runOf(tx, tenantId, key) : null;
    if (!run) return null;
    const fences = await ctx.fences.knownAt(tx, tenantId, await newestEdit(tx));
    return explain({ key, positionId, geofenceIds, nearMeters }, run, fences);
  });
}
