import { isUuid, userError, uuidv7, type Tx, type UserError } from '@trekker/kit';

import { insertGeofences } from '../db/geofences.ts';
import { placesById, zoneOfPlace } from '../db/places.ts';
import type { GeofenceRow, NewVersionRow } from '../db/rows.ts';
import { insertVersions, nextEdit } from '../db/versions.ts';
import type { NewGeofence } from '../domain/geofence/new-geofence.ts';
import { rulesIn } from '../domain/geofence/rules-change.ts';
import { fenceControls, geofenceCreated, geofencesEvent } from '../events.ts';
import { toldOf } from './told-of.ts';

/**
 * Adds geofences whose places exist: their rows, what is told of them, and one control entry in each partition of
 * positions, however many they are. The first instant of those that name none is `now`, Unix milliseconds.
 */
export async function addGeofences(
  tx: Tx,
  { tenantId, now }: { tenantId: string; now: number },
  wanted: readonly NewGeofence[],
): Promise<GeofenceRow[]> {
  if (!wanted.length) return [];
  const edit = await nextEdit(tx, tenantId);
  const zones = await zonesOfPlaces(tx, wanted);
  const made = wanted.map(({ name, kind, placeId, shape, rules, validFrom }) => {
    const geofenceId = uuidv7(now);
    const geofence: GeofenceRow = { tenantId, geofenceId, name, kind, placeId, createdAt: now, archivedAt: null };
    const times = { number: 1, edit, validFrom: validFrom ?? now, reason: null };
    const settled = rulesIn(zones.get(placeId) ?? 'UTC', rules);
    const version: NewVersionRow = { tenantId, geofenceId, ...times, ...shape, rules: settled };
    return { geofence, version };
  });
  const versions = made.map(({ version }) => version);
  await insertGeofences(
    tx,
    made.map(({ geofence }) => geofence),
  );
  await insertVersions(tx, versions);
  for (const { geofence, version } of made) {
    tx.publish(geofencesEvent(geofenceCreated, tenantId, toldOf(geofence, version, null)));
  }
  const named = versions.map(({ geofenceId, number }) => ({ geofenceId, number }));
  for (const control of fenceControls(tenantId, { edit, versions: named })) tx.publish(control);
  return made.map(({ geofence }) => geofence);
}

/** What is wrong with the place of a new geofence, or null. */
export async function placeProblem(tx: Tx, placeId: string | null): Promise<UserError | null> {
  if (placeId === null) return null;
  const [place] = isUuid(placeId) ? await placesById(tx, [placeId]) : [];
  return place ? null : userError('placeId', 'NOT_FOUND', `place ${JSON.stringify(placeId)} does not exist`);
}

/** The time zones of the places that new geofences belong to. */
async function zonesOfPlaces(tx: Tx, wanted: readonly NewGeofence[]): Promise<Map<string | null, string>> {
  const placeIds = new Set(wanted.flatMap(({ placeId, rules }) => (rules.activeHours ? placeId : [])));
  const zones = new Map<string | null, string>();
  for (const placeId of placeIds) zones.set(placeId, await zoneOfPlace(tx, placeId));
  return zones;
}
