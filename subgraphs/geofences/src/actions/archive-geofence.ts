import { requireUnitPermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { updateGeofenceRow } from '../db/geofences.ts';
import { insertVersions, nextEdit } from '../db/versions.ts';
import { fenceControls, geofenceArchived, geofencesEvent } from '../events.ts';
import type { GeofenceWritten } from './create-geofence.ts';
import { toldOf } from './told-of.ts';
import { writableGeofence } from './writable-geofence.ts';

/** Ends a geofence: its last version has no shape and holds from now on. Visits that last end with it. */
export async function archiveGeofence(ctx: Context, { geofenceId }: { geofenceId: string }): Promise<GeofenceWritten> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'geofences:write', { unitId: null, now });
  return ctx.tenant.write(async (tx) => {
    const writable = await writableGeofence(tx, geofenceId);
    if ('code' in writable) return { geofence: null, userErrors: [writable] };
    const geofence = { ...writable.geofence, archivedAt: now };
    const { version } = writable;
    const edit = await nextEdit(tx, tenantId);
    const number = version.number + 1;
    const validFrom = Math.max(now, version.validFrom);
    const none = { shape: 'NONE', boundary: null, latitude: null, longitude: null, radiusMeters: null } as const;
    await insertVersions(tx, [{ tenantId, geofenceId, number, edit, validFrom, rules: version.rules, ...none }]);
    await updateGeofenceRow(tx, geofence);
    tx.publish(geofencesEvent(geofenceArchived, tenantId, toldOf(geofence, version, validFrom)));
    for (const control of fenceControls(tenantId, { edit, versions: [{ geofenceId, number }] })) tx.publish(control);
    return { geofence, userErrors: [] };
  });
}
