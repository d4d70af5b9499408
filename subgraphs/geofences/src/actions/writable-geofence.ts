import { isUuid, userError, type Tx, type UserError } from '@trekker/kit';

import { lockGeofence } from '../db/geofences.ts';
import type { GeofenceRow, GeofenceVersionRow } from '../db/rows.ts';
import { versionsByGeofence } from '../db/versions.ts';

/** A geofence that may be edited, locked until the transaction ends, and its newest version. */
export interface WritableGeofence {
  readonly geofence: GeofenceRow;
  readonly version: GeofenceVersionRow;
}

/** The geofence of an id, or the reason why it cannot be edited. */
export async function writableGeofence(tx: Tx, geofenceId: string): Promise<WritableGeofence | UserError> {
  const geofence = isUuid(geofenceId) ? await lockGeofence(tx, geofenceId) : undefined;
  const version = geofence && (await versionsByGeofence(tx, [geofenceId])).at(-1);
  if (!geofence || !version) {
    return userError('geofenceId', 'NOT_FOUND', `geofence ${JSON.stringify(geofenceId)} does not exist`);
  }
  if (geofence.archivedAt === null) return { geofence, version };
  const since = new Date(geofence.archivedAt).toISOString();
  return userError('geofenceId', 'ARCHIVED', `the geofence was archived at ${since} and cannot be changed`);
}
