import { requireUnitPermission, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { GeofenceRow } from '../db/rows.ts';
import { parseNewGeofence, type NewGeofenceInput } from '../domain/geofence/new-geofence.ts';
import { NO_SHAPE } from '../domain/geofence/shape-input.ts';
import { addGeofences, placeProblem } from './add-geofences.ts';

/** A geofence as it is now, or what was wrong with the input. */
export interface GeofenceWritten {
  readonly geofence: GeofenceRow | null;
  readonly userErrors: UserError[];
}

/** Adds a geofence. Geofences belong to the whole tenant, so a right that ends at some unit is not enough. */
export async function createGeofence(ctx: Context, input: NewGeofenceInput): Promise<GeofenceWritten> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'geofences:write', { unitId: null, now });
  const [shape = NO_SHAPE] = await ctx.geometry.judge([input]);
  const parsed = parseNewGeofence(input, shape);
  if (!parsed.ok) return { geofence: null, userErrors: parsed.userErrors };
  return ctx.tenant.write(async (tx) => {
    const problem = await placeProblem(tx, parsed.value.placeId);
    if (problem) return { geofence: null, userErrors: [problem] };
    const [geofence = null] = await addGeofences(tx, { tenantId, now }, [parsed.value]);
    return { geofence, userErrors: [] };
  });
}
