import { expect, type Page } from '@playwright/test';
import { ask } from './ask.ts';
import { archiveZone, placeBesideTheSite, type Zone } from './zone.ts';

/** A building of the journey's own with two floors, each with a plan and a zone. */
export interface Building {
  readonly id: string;
  readonly name: string;
  readonly ground: FloorOfBuilding;
  readonly first: FloorOfBuilding;
  /** A spot in the zones of both floors. */
  readonly inside: Zone['inside'];
}

/** A floor of it. */
export interface FloorOfBuilding {
  readonly id: string;
  readonly name: string;
  readonly zoneId: string;
  readonly zone: string;
  /** An altitude on it in metres. */
  readonly altitude: number;
}

// Degrees: half of a building some 70 m wide.
const HALF = 0.0003;
// Nobody of another journey, or of the same one before, stands there.
const AWAY = 0.01;
const SPOTS = 100;

/** Makes a building beside the demo's site, with the session of the page. */
export async function addBuilding(page: Page, name: string): Promise<Building> {
  const beside = await placeBesideTheSite(page);
  const inside = { ...beside, longitude: beside.longitude + AWAY + (Math.floor(Date.now() / 1_000) % SPOTS) * 0.001 };
  const hall = await addPlace(page, {
    name,
    kind: 'BUILDING',
    plan: planOf([feature('BUILDING', box(inside, HALF), { heightMeters: 8 })]),
  });
  const floor = async (own: string, altitude: number, rooms: object[]): Promise<FloorOfBuilding> => {
    const id = await addPlace(page, { name: own, kind: 'FLOOR', parentId: hall, plan: planOf(rooms) });
    const zone = `${own} ${name}`;
    const { createGeofence } = await ask<{ createGeofence: { geofence: { id: string } | null } }>(page, ZONE, {
      input: {
        name: zone,
        kind: 'WORK_ZONE',
        placeId: id,
        boundary: box(inside, HALF * 0.9),
        rules: { minAltitudeMeters: altitude - 1, maxAltitudeMeters: altitude + 2 },
      },
    });
    const zoneId = createGeofence.geofence?.id ?? '';
    expect(zoneId, 'the zone was made').not.toBe('');
    return { id, name: own, zoneId, zone, altitude };
  };
  const room = (east: number, label: string) =>
    feature('BUILDING', box({ latitude: inside.latitude, longitude: inside.longitude + east }, HALF * 0.4), {
      name: label,
    });
  return {
    id: hall,
    name,
    ground: await floor('Ground floor', 1, [feature('PAVED', box(inside, HALF)), room(-HALF / 2, 'Reception')]),
    first: await floor('First floor', 5, [feature('PAVED', box(inside, HALF)), room(HALF / 2, 'Server room')]),
    inside,
  };
}

/** Ends its zones and takes its plans away, so that no map shows anything of it. */
export async function removeBuilding(page: Page, { id, ground, first, inside }: Building): Promise<void> {
  for (const { zoneId, zone } of [ground, first]) {
    await archiveZone(page, { id: zoneId, name: zone, inside, outside: inside });
  }
  for (const placeId of [id, ground.id, first.id]) await ask(page, UPDATE, { input: { placeId, plan: null } });
}

async function addPlace(page: Page, input: object): Promise<string> {
  const { createPlace } = await ask<{ createPlace: { place: { id: string } | null } }>(page, PLACE, { input });
  const id = createPlace.place?.id ?? '';
  expect(id, 'the place was made').not.toBe('');
  return id;
}

function planOf(features: readonly object[]): object {
  return { type: 'FeatureCollection', features };
}

function feature(role: string, geometry: object, properties: object = {}): object {
  return { type: 'Feature', properties: { role, ...properties }, geometry };
}

function box({ latitude, longitude }: Zone['inside'], half: number): object {
  const [west, east] = [longitude - half, longitude + half];
  const [south, north] = [latitude - half, latitude + half];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

const PLACE = `mutation($input: CreatePlaceInput!) { createPlace(input: $input) { place { id } userErrors { message } } }`;
const UPDATE = `mutation($input: UpdatePlaceInput!) { updatePlace(input: $input) { userErrors { message } } }`;
const ZONE = `mutation($input: CreateGeofenceInput!) { createGeofence(input: $input) { geofence { id } userErrors { message } } }`;
