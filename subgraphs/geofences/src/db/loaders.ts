import { loadMany, loadOne, type Page, type TenantAccess, type Tx, type UnitReach } from '@trekker/kit';
import DataLoader from 'dataloader';

import { eventsById } from './geofence-events.ts';
import { geofencesById, geofencesByPlace } from './geofences.ts';
import { pageOfPersonVisits, personVisitsById, personVisitsLasting } from './person-visits.ts';
import { placesById, placesByParent, plansOfPlaces } from './places.ts';
import { assetsWithin, trackersWithin } from './reach.ts';
import type { GeofenceEventRow, GeofenceRow, GeofenceVersionRow, PersonVisitRow, PlaceRow, VisitRow } from './rows.ts';
import { versionsByGeofence } from './versions.ts';
import { visitsById, visitsByRevision, visitsLasting, type RevisionKey } from './visits.ts';

/** Loads by key, each key once per operation, all keys of a moment in one query. */
export interface Loaders {
  readonly place: DataLoader<string, PlaceRow | null>;
  /** The plan of a place, as JSON text. */
  readonly placePlan: DataLoader<string, { plan: string } | null>;
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
  /** Whether the viewer may see a tracker. */
  readonly trackerSeen: DataLoader<string, boolean>;
  /** Whether the viewer may see an asset. */
  readonly assetSeen: DataLoader<string, boolean>;
  readonly geofenceEvent: DataLoader<string, GeofenceEventRow | null>;
  readonly personVisit: DataLoader<string, PersonVisitRow | null>;
  /** Visits of a tracker that last at an instant. */
  readonly visitsLasting: DataLoader<LastingKey, VisitRow[], string>;
  /** Visits of a person that last at an instant. */
  readonly personVisitsLasting: DataLoader<LastingKey, PersonVisitRow[], string>;
  /** A page, and one more, of a person's visits with a moment in a time, latest first. */
  readonly personVisitsIn: DataLoader<PageKey, PersonVisitRow[], string>;
}

/** Who, and at which instant, Unix milliseconds. */
interface LastingKey {
  readonly id: string;
  readonly at: number;
}

/** Whose visits, in which time `[from, to)`, Unix milliseconds, and which page of them. */
interface PageKey {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly page: Page;
}

/** Loaders of one operation. What the viewer may not see is to them what does not exist. */
export function createLoaders(tenant: TenantAccess, reach: (permission: string) => UnitReach): Loaders {
  const visible = () => reach('visits:read');
  return {
    place: loadOne(tenant, placesById, (row) => row.placeId),
    placePlan: loadOne(tenant, plansOfPlaces, (row) => row.placeId),
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
    trackerSeen: loadSeen(tenant, trackersWithin, visible),
    assetSeen: loadSeen(tenant, assetsWithin, visible),
    geofenceEvent: loadOne(
      tenant,
      (tx, ids) => eventsById(tx, ids, visible()),
      (row) => row.eventId,
    ),
    personVisit: loadOne(
      tenant,
      (tx, ids) => personVisitsById(tx, ids, visible()),
      (row) => row.personVisitId,
    ),
    ...listLoaders(tenant, visible),
  };
}

/** Loaders of lists that are asked for with arguments. */
function listLoaders(
  tenant: TenantAccess,
  visible: () => UnitReach,
): Pick<Loaders, 'visitsLasting' | 'personVisitsLasting' | 'personVisitsIn'> {
  return {
    visitsLasting: loadTogether(
      ({ at }) => String(at),
      ({ at }) =>
        loadMany(
          tenant,
          (tx: Tx, ids) => visitsLasting(tx, ids, { at, reach: visible() }),
          (row) => row.trackerId,
        ),
    ),
    personVisitsLasting: loadTogether(
      ({ at }) => String(at),
      ({ at }) =>
        loadMany(
          tenant,
          (tx: Tx, ids) => personVisitsLasting(tx, ids, { at, reach: visible() }),
          (row) => row.personId,
        ),
    ),
    personVisitsIn: loadTogether(
      ({ from, to, page }) => JSON.stringify([from, to, page]),
      ({ from, to, page }) =>
        loadMany(
          tenant,
          (tx: Tx, ids) => pageOfPersonVisits(tx, ids, { from, to, page, reach: visible() }),
          (row) => row.personId,
        ),
    ),
  };
}

/** A loader by id and arguments, made of one by id for all keys with the same arguments. */
function loadTogether<K extends { readonly id: string }, T>(
  argumentsOf: (key: K) => string,
  loaderFor: (key: K) => DataLoader<string, T[]>,
): DataLoader<K, T[], string> {
  return new DataLoader(
    async (keys) => {
      const byArguments = new Map(keys.map((key) => [argumentsOf(key), key]));
      const loaders = new Map([...byArguments].map(([text, key]) => [text, loaderFor(key)]));
      return Promise.all(keys.map(async (key) => (await loaders.get(argumentsOf(key))?.load(key.id)) ?? []));
    },
    { cacheKeyFn: (key) => `${argumentsOf(key)} ${key.id}` },
  );
}

/** A loader of whether the viewer may see something. */
function loadSeen(
  tenant: TenantAccess,
  within: (tx: Tx, ids: readonly string[], reach: UnitReach) => Promise<Set<string>>,
  visible: () => UnitReach,
): DataLoader<string, boolean> {
  return new DataLoader(async (ids) => {
    const reach = visible();
    const seen = reach === 'all' ? null : await tenant.read((tx) => within(tx, ids, reach));
    return ids.map((id) => seen?.has(id) ?? true);
  });
}

function revisionText({ visitId, revision }: RevisionKey): string {
  return `${visitId}/${revision}`;
}
