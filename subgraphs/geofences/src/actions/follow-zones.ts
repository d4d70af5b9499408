import type { NewEntry, Tx } from '@trekker/kit';

import { geofencesThatFollow } from '../db/geofences.ts';
import { zoneOfPlace } from '../db/places.ts';
import type { GeofenceRow, GeofenceVersionRow, NewVersionRow } from '../db/rows.ts';
import { insertVersions, lockEdits, nextEdit, versionsByGeofence } from '../db/versions.ts';
import { changedRules, rulesIn } from '../domain/geofence/rules-change.ts';
import { fenceControls, geofenceChanged, geofencesEvent } from '../events.ts';
import { toldOf } from './told-of.ts';

/** Whose time zone changed, and when. */
export interface ZoneChange {
  readonly tenantId: string;
  /** The place whose zone changed, with all below it; null: the tenant's did. */
  readonly placeId: string | null;
  /** Unix milliseconds; active hours go by the new zone from then on, by the devices' clocks. */
  readonly now: number;
  /** Who is said to have made the edit, where the transaction does not say so by itself. */
  readonly signature?: Pick<NewEntry, 'actor' | 'causedBy'>;
}

/**
 * Has active hours that follow their place go by the clocks it has now: new versions, all in one edit, of geofences whose
 * zone is another than it was. What is as it was makes none.
 */
export async function followZones(tx: Tx, { tenantId, placeId, now, signature = {} }: ZoneChange): Promise<void> {
  await lockFollowing(tx, { tenantId, placeId });
  const renewals: { geofence: GeofenceRow; versions: GeofenceVersionRow[] }[] = [];
  for (const geofence of await geofencesThatFollow(tx, placeId)) {
    const versions = await renewedVersions(tx, geofence, now);
    if (versions.length) renewals.push({ geofence, versions });
  }
  if (!renewals.length) return;
  const edit = await nextEdit(tx, tenantId);
  const rows = renewals.flatMap(({ versions }) =>
    versions.map(({ validTo: _validTo, ...version }): NewVersionRow => ({ ...version, edit })),
  );
  await insertVersions(tx, rows);
  for (const { geofence, versions } of renewals) {
    const newest = versions.at(-1);
    if (!newest) continue;
    tx.publish({ ...geofencesEvent(geofenceChanged, tenantId, toldOf(geofence, newest, null)), ...signature });
  }
  const edited = rows.map(({ geofenceId, number }) => ({ geofenceId, number }));
  for (const control of fenceControls(tenantId, { edit, versions: edited })) tx.publish({ ...control, ...signature });
}

/**
 * Locks what follows the time zone of a place, or the tenant's. Geofences are locked before edits, as every edit does it;
 * those that were added meanwhile come after. To be called ahead of a new name of the place: whoever adds a geofence there
 * waits for the name, and others for its edit.
 */
export async function lockFollowing(
  tx: Tx,
  { tenantId, placeId }: Pick<ZoneChange, 'tenantId' | 'placeId'>,
): Promise<void> {
  await geofencesThatFollow(tx, placeId, { lock: true });
  await lockEdits(tx, tenantId);
}

/** The version that holds, and those that are to hold later, by the clocks of the place; none where they are so already. */
async function renewedVersions(
  tx: Tx,
  { geofenceId, placeId }: GeofenceRow,
  now: number,
): Promise<GeofenceVersionRow[]> {
  const timeZone = await zoneOfPlace(tx, placeId);
  const versions = await versionsByGeofence(tx, [geofenceId]);
  const holding = versions.filter(({ validTo }) => validTo === null || validTo > now);
  if (!holding.some((version) => isBehind(version, timeZone))) return [];
  const newest = versions.at(-1)?.number ?? 0;
  // All of them anew: a version with a higher number takes the place of those that would begin after it.
  return holding.map((version, index) => ({
    ...version,
    rules: rulesIn(timeZone, changedRules(version.rules, null)),
    number: newest + 1 + index,
    validFrom: Math.max(now, version.validFrom),
    reason: null,
  }));
}

function isBehind({ rules: { activeHours } }: GeofenceVersionRow, timeZone: string): boolean {
  return activeHours?.followsPlace === true && activeHours.timeZone !== timeZone;
}
