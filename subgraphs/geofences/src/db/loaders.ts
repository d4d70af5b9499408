import { loadMany, loadOne, type TenantAccess, type Tx, type UnitReach } from '@trekker/kit';
import DataLoader from 'dataloader';

import { geofencesById, geofencesByPlace } from './geofences.ts';
import { personVisitsById, personVisitsLasting } from './person-visits.ts';
import { placesById, placesByParent } from './places.ts';
import type { GeofenceRow, GeofenceVersionRow, PersonVisitRow, PlaceRow, VisitRow } from './rows.ts';
import { versionsByGeofence } from './versions.ts';
import { visitsById, visitsByRevision, visitsLasting, type RevisionKey } from './visits.ts';

/** Loads by key, each key once per operation, all keys of a moment in one query. */
export interface Loaders {
  readonly place: DataLoader<string, PlaceRow | null>;
  readonly placeChildren: DataLoader<string, PlaceRow[]>;
  readonly placeGeofences: DataLoader<string, GeofenceRow[]>;
  readonly geofence: DataLoader<string, GeofenceRow | null>;
  /** By geofence, oldest first. */
  readonly versions: DataLoader<string, GeofenceVersionRow[]>;
  readonly visit: DataLoader<string, VisitRow | null>;
  /** The visit behind something the viewer may see, whoever owns the tracker. */
  readonly visitBehind: DataLoader<string, VisitRow | null>;
  /** A belief about a visit that the viewer may see. */
  readonly visitRevision: DataLoader<RevisionKey, VisitRow | null, string>;
  readonly personVisit: DataLoader<string, PersonVisitRow | null>;
  /** Visits of a tracker that last at an instant. */
  readonly visitsLasting: DataLoader<LastingKey, VisitRow[], string>;
  /** Visits of a person that last at an instant. */
  readonly personVisitsLasting: DataLoader<LastingKey, PersonVisitRow[], string>;
}

/** Who, and at which instant, Unix milliseconds. */
interface LastingKey {
  readonly id: string;
  readonly at: number;
}

/** Loaders of one operation. What the viewer may not see is to them what does not exist. */
export function createLoaders(tenant: TenantAccess, reach: (permission: string) => UnitReach): Loaders {
  const visible = () => reach('visits:read');
  return {
    place: loadOne(tenant, placesById, (row) => row.placeId),
    placeChildren: loadMany(tenant, placesByParent, (row) => row.parentId ?? ''),
    placeGeofences: loadMany(tenant, geofencesByPlace, (row) => row.placeId ?? ''),
    geofence: loadOne(tenant, geofencesById, (row) => row.geofenceId),
    versions: loadMany(tenant, versionsByGeofence, (row) => row.geofenceId),
    visit: loadOne(
      tenant,
      (tx, ids) => visitsById(tx, ids, visible()),
      (row) => row.visitId,
    ),
    visitBehind: loadOne(
      tenant,
      (tx, ids) => visitsById(tx, ids, 'all'),
      (row) => row.visitId,
    ),
    visitRevision: new DataLoader(
      async (keys) => {
        const rows = await tenant.read((tx) => visitsByRevision(tx, keys, 'all'));
        const byKey = new Map(rows.map((row) => [revisionText(row), row]));
        return keys.map((key) => byKey.get(revisionText(key)) ?? null);
      },
      { cacheKeyFn: revisionText },
    ),
    personVisit: loadOne(
      tenant,
      (tx, ids) => personVisitsById(tx, ids, visible()),
      (row) => row.personVisitId,
    ),
    visitsLasting: loadLasting((at) =>
      loadMany(
        tenant,
        (tx: Tx, ids) => visitsLasting(tx, ids, { at, reach: visible() }),
        (row) => row.trackerId,
      ),
    ),
    personVisitsLasting: loadLasting((at) =>
      loadMany(
        tenant,
        (tx: Tx, ids) => personVisitsLasting(tx, ids, { at, reach: visible() }),
        (row) => row.personId,
      ),
    ),
  };
}

/** A loader by id and instant, made of one by id for each instant that is asked for. */
function loadLasting<T>(loaderAt: (at: number) => DataLoader<string, T[]>): DataLoader<LastingKey, T[], string> {
  return new DataLoader(
    async (keys) => {
      const loaders = new Map([...new Set(keys.map(({ at }) => at))].map((at) => [at, loaderAt(at)]));
      return Promise.all(keys.map(async ({ id, at }) => (await loaders.get(at)?.load(id)) ?? []));
    },
    { cacheKeyFn: ({ id, at }) => `${at} ${id}` },
  );
}

function revisionText({ visitId, revision }: RevisionKey): string {
  return `${visitId}/${revision}`;
}
