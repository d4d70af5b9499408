import { isUuid, userError, uuidv7, type Tx, type UserError } from '@trekker/kit';

import { insertGeofences } from '../db/geofences.ts';
import { placesById, zoneOfPlace } from '../db/places.ts';
import type { GeofenceRow, NewVersionRow } from '../db/rows.ts';
import { insertVersions, nextEdit } from '../db/versions.ts';
import type { NewGeofence } from '../domain/geofence/new-geofence.ts';
import { rulesIn } from '../domain/geofence/rules-change.ts';
import { fenceControls, geofenceCreated, geofencesEvent } from '../events.ts';
import { toldOf } from './told-of.ts';

/** So many geofences are made before others have their turn. */
const TURN = 500;

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
  const made: Made[] = [];
  for (let from = 0; from < wanted.length; from += TURN) {
    const some = wanted.slice(from, from + TURN).map((each) => make(each, { tenantId, now, edit, zones }));
    await insertGeofences(
      tx,
      some.map(({ geofence }) => geofence),
    );
    await insertVersions(
      tx,
      some.map(({ version }) => version),
    );
    for (const { geofence, version } of some) {
      tx.publish(geofencesEvent(geofenceCreated, tenantId, toldOf(geofence, version, null)));
    }
    made.push(...some);
  }
  const versions = made.map(({ version: { geofenceId, number } }) => ({ geofenceId, number }));
  for (const control of fenceControls(tenantId, { edit, versions })) tx.publish(control);
  return made.map(({ geofence }) => geofence);
}

/** What is wrong with the place of a new geofence, or null. */
export async function placeProblem(tx: Tx, placeId: string | null): Promise<UserError | null> {
  if (placeId === null) return null;
  const [place] = isUuid(placeId) ? await placesById(tx, [placeId]) : [];
  return place ? null : userError('placeId', 'NOT_FOUND', `place ${JSON.stringify(placeId)} does not exist`);
}

interface Made {
  readonly geofence: GeofenceRow;
  readonly version: NewVersionRow;
}

function make(
  { name, kind, placeId, shape, rules, validFrom }: NewGeofence,
  { tenantId, now, edit, zones }: { tenantId: string; now: number; edit: number; zones: Zones },
): Made {
  const geofenceId = uuidv7(now);
  const settled = rulesIn(zones.get(placeId) ?? 'UTC', rules); // without active hours there is no zone to look up
  const times = { number: 1, edit, validFrom: validFrom ?? now, reason: null };
  return {
    geofence: { tenantId, geofenceId, name, kind, placeId, createdAt: now, archivedAt: null },
    version: { tenantId, geofenceId, ...times, ...shape, rules: settled },
  };
}

/** Time zones by place. */
type Zones = ReadonlyMap<string | null, string>;

/** The time zones of the places that new geofences with active hours belong to, or do not. */
async function zonesOfPlaces(tx: Tx, wanted: readonly NewGeofence[]): Promise<Zones> {
  const placeIds = new Set(wanted.flatMap(({ placeId, rules }) => (rules.activeHours ? [placeId] : [])));
  const zones = new Map<string | null, string>();
  for (const placeId of placeIds) zones.set(placeId, await zoneOfPlace(tx, placeId));
  return zones;
}
