import { expect, type Page } from '@playwright/test';
import { ask } from './ask.ts';
import { placeBesideTheSite, type Zone } from './zone.ts';

/** A place of the journey's own with a work zone and a muster point, where nobody of the demo walks. */
export interface Site {
  readonly name: string;
  readonly work: Zone;
  readonly station: Zone;
}

// Degrees: zones are some 70 m wide, and the muster point lies some 200 m north of where people work.
const HALF_SIDE = 0.0003;
const AWAY = 0.002;

/** Makes a place with a work zone and a muster point beside the demo's site, with the session of the page. */
export async function addSite(page: Page, name: string): Promise<Site> {
  const { createPlace } = await ask<{ createPlace: { place: { id: string } | null } }>(page, PLACE, {
    input: { name, kind: 'SITE' },
  });
  const placeId = createPlace.place?.id ?? '';
  expect(placeId, 'the place was made').not.toBe('');
  const at = await placeBesideTheSite(page);
  const zone = (kind: string, zoneName: string, latitude: number) =>
    addSquare(page, { placeId, kind, name: zoneName, latitude, longitude: at.longitude });
  return {
    name,
    work: await zone('WORK_ZONE', `Work ${name}`, at.latitude),
    station: await zone('MUSTER_POINT', `Station ${name}`, at.latitude + AWAY),
  };
}

async function addSquare(page: Page, { placeId, kind, name, latitude, longitude }: Square): Promise<Zone> {
  const [west, east] = [longitude - HALF_SIDE, longitude + HALF_SIDE];
  const [south, north] = [latitude - HALF_SIDE, latitude + HALF_SIDE];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const { createGeofence } = await ask<{ createGeofence: { geofence: { id: string } | null } }>(page, ZONE, {
    input: { name, kind, placeId, boundary: { type: 'Polygon', coordinates: [ring] } },
  });
  expect(createGeofence.geofence, 'the zone was made').not.toBeNull();
  return {
    id: createGeofence.geofence?.id ?? '',
    name,
    inside: { latitude, longitude },
    outside: { latitude: latitude + AWAY / 2, longitude },
  };
}

interface Square {
  readonly placeId: string;
  readonly kind: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}

const PLACE = `mutation($input: CreatePlaceInput!) { createPlace(input: $input) { place { id } userErrors { message } } }`;
const ZONE = `mutation($input: CreateGeofenceInput!) { createGeofence(input: $input) { geofence { id } userErrors { message } } }`;
