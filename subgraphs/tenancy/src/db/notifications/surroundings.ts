import type { Tx } from '@trekker/kit';

import type { Facts, Subject } from '../../domain/notifications/happening.ts';
import { unitPathOf } from '../units.ts';

/** What is kept of a place. */
export interface PlaceState {
  readonly name: string;
  /** Ids from the top down to the place itself. */
  readonly path: readonly string[];
  readonly timeZone: string | null;
}

/** What is kept of a geofence. */
export interface GeofenceState {
  readonly name: string;
  readonly placeId: string | null;
}

/** What is kept of people, assets and trackers: the unit that owns them, or null for the tenant itself. */
export interface OwnedState {
  readonly unitId: string | null;
}

/** Names, places and owners around something that happened, as they are known now. */
export interface Around {
  readonly geofenceName: string | null;
  readonly placeName: string | null;
  readonly placePath: readonly string[];
  /** IANA name; null where neither the place nor one above has one. */
  readonly timeZone: string | null;
  /** Owner of the person, else of the asset, else of the tracker. */
  readonly unitId: string | null;
  readonly unitPath: readonly string[];
}

const REPLICA_OF: Readonly<Partial<Record<Subject['kind'], string>>> = {
  PERSON: 'people',
  ASSET: 'assets',
  TRACKER: 'trackers',
};

/** What lies around something that happened in the transaction's tenant. */
export async function aroundOf(tx: Tx, { placeId, geofenceId }: Facts, subject: Subject): Promise<Around> {
  const geofence = await present<GeofenceState>(tx, 'geofences', geofenceId);
  const place = await placeAround(tx, placeId ?? geofence?.placeId ?? null);
  return { geofenceName: geofence?.name ?? null, ...place, ...(await ownerAround(tx, subject)) };
}

async function placeAround(tx: Tx, placeId: string | null) {
  const place = await present<PlaceState>(tx, 'places', placeId);
  if (!place) return { placeName: null, placePath: [], timeZone: null };
  return { placeName: place.name || null, placePath: place.path, timeZone: await timeZoneOf(tx, place.path) };
}

async function ownerAround(tx: Tx, { kind, id }: Subject) {
  const owned = await present<OwnedState>(tx, REPLICA_OF[kind] ?? '', id);
  const unitId = owned?.unitId ?? null;
  return { unitId, unitPath: unitId === null ? [] : await unitPathOf(tx, unitId) };
}

/** That of the lowest place that has one. */
async function timeZoneOf(tx: Tx, path: readonly string[]): Promise<string | null> {
  const [row] = await tx.sql<{ zone: string }[]>`
    select data->>'timeZone' as zone from tenancy.replicas
    where replica = 'places' and key = any(${[...path]}) and valid_to is null and data->>'timeZone' is not null
    order by jsonb_array_length(data->'path') desc limit 1`;
  return row?.zone ?? null;
}

async function present<T>(tx: Tx, replica: string, key: string | null): Promise<T | null> {
  if (key === null || replica === '') return null;
  const [row] = await tx.sql<{ data: T }[]>`
    select data from tenancy.replicas where replica = ${replica} and key = ${key} and valid_to is null and data is not null`;
  return row?.data ?? null;
}
