import { loadMany, loadOne, type TenantAccess, type UnitReach } from '@trekker/kit';
import type DataLoader from 'dataloader';

import { assetsById } from './assets.ts';
import { assignmentsById, assignmentsByTracker, assignmentsHolding } from './assignments.ts';
import { connectionsById } from './connections.ts';
import { identifiersByTracker } from './identifiers.ts';
import { imageContents, imagesOfAssets, imagesOfPeople } from './images.ts';
import { peopleById } from './people.ts';
import type {
  AssetRow,
  AssignmentRow,
  CarriedTracker,
  DeviceSessionRow,
  IdentifierRow,
  ImageRow,
  NewImageRow,
  PersonRow,
  TrackerRow,
  HeardRow,
  ZoneRow,
} from './rows.ts';
import { statusByTracker } from './tracker-status.ts';
import { trackersById, trackersCarriedBy } from './trackers.ts';
import { zonesByTracker } from './zones.ts';

/** Loads by key, each key once per operation, all keys of a moment in one query. */
export interface Loaders {
  readonly tracker: DataLoader<string, TrackerRow | null>;
  readonly person: DataLoader<string, PersonRow | null>;
  readonly asset: DataLoader<string, AssetRow | null>;
  readonly assignment: DataLoader<string, AssignmentRow | null>;
  /** By tracker, as are the next three. */
  readonly identifiers: DataLoader<string, IdentifierRow[]>;
  readonly status: DataLoader<string, HeardRow | null>;
  /** A connection by its id. */
  readonly session: DataLoader<string, DeviceSessionRow | null>;
  readonly assignments: DataLoader<string, AssignmentRow[]>;
  readonly assignmentNow: DataLoader<string, AssignmentRow | null>;
  /** Geofences a tracker is inside now, by name. */
  readonly zones: DataLoader<string, ZoneRow[]>;
  readonly trackersOfPerson: DataLoader<string, CarriedTracker[]>;
  readonly trackersOfAsset: DataLoader<string, CarriedTracker[]>;
  /** At most one each, without its bytes. */
  readonly imageOfPerson: DataLoader<string, ImageRow[]>;
  readonly imageOfAsset: DataLoader<string, ImageRow[]>;
  /** By image. */
  readonly imageContent: DataLoader<string, Pick<NewImageRow, 'imageId' | 'content'> | null>;
}

/** What the viewer of an operation may see, and when. */
export interface Sight {
  /** Units a permission reaches for the viewer. */
  readonly reach: (permission: string) => UnitReach;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** Loaders of one operation. What the viewer may not see is to them what does not exist. */
export function createLoaders(tenant: TenantAccess, { reach, now }: Sight): Loaders {
  const carriedBy = (carrier: 'personId' | 'assetId') =>
    loadMany(
      tenant,
      (tx, ids) => trackersCarriedBy(tx, ids, { carrier, reach: reach('trackers:read'), at: now() }),
      (row) => row.carrierId,
    );
  return {
    tracker: loadOne(
      tenant,
      (tx, ids) => trackersById(tx, ids, reach('trackers:read')),
      (row) => row.trackerId,
    ),
    person: loadOne(
      tenant,
      (tx, ids) => peopleById(tx, ids, reach('people:read')),
      (row) => row.personId,
    ),
    asset: loadOne(
      tenant,
      (tx, ids) => assetsById(tx, ids, reach('assets:read')),
      (row) => row.assetId,
    ),
    assignment: loadOne(
      tenant,
      (tx, ids) => assignmentsById(tx, ids, reach('trackers:read')),
      (row) => row.assignmentId,
    ),
    identifiers: loadMany(tenant, identifiersByTracker, (row) => row.trackerId),
    status: loadOne(tenant, statusByTracker, (row) => row.trackerId),
    session: loadOne(tenant, connectionsById, (row) => row.connectionId),
    assignments: loadMany(tenant, assignmentsByTracker, (row) => row.trackerId),
    assignmentNow: loadOne(
      tenant,
      (tx, ids) => assignmentsHolding(tx, ids, now()),
      (row) => row.trackerId,
    ),
    zones: loadMany(
      tenant,
      (tx, ids) => zonesByTracker(tx, ids, reach('visits:read')),
      (row) => row.trackerId,
    ),
    trackersOfPerson: carriedBy('personId'),
    trackersOfAsset: carriedBy('assetId'),
    imageOfPerson: loadMany(tenant, imagesOfPeople, (row) => row.personId ?? ''),
    imageOfAsset: loadMany(tenant, imagesOfAssets, (row) => row.assetId ?? ''),
    imageContent: loadOne(tenant, imageContents, (row) => row.imageId),
  };
}
