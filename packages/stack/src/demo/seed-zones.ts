import type { Site, SiteArea } from '@trekker/simulator';

import type { Api } from './api.ts';

interface Made {
  readonly id: string;
}

interface Payload {
  readonly userErrors: readonly { readonly message: string }[];
}

/** Which kind of geofence an area of the simulated site becomes. */
const KINDS: Readonly<Record<SiteArea['kind'], string>> = {
  gate: 'GATE',
  office: 'WORK_ZONE',
  rest: 'BREAK_AREA',
  work: 'WORK_ZONE',
  hazard: 'WORK_ZONE',
  storage: 'WORK_ZONE',
  muster: 'MUSTER_POINT',
};

/** Makes the site a place and every area of it a geofence, as far as they do not exist yet. */
export async function seedZones(api: Api, site: Site): Promise<void> {
  const known = await api.run<{ places: { nodes: NamedPlace[] }; geofences: { nodes: { name: string }[] } }>(
    'query Zones { places(first: 500) { nodes { id name } } geofences(first: 500) { nodes { name } } }',
  );
  const placeId =
    known.places.nodes.find((place) => place.name === site.name)?.id ?? (await createSitePlace(api, site.name));
  const names = new Set(known.geofences.nodes.map((geofence) => geofence.name));
  for (const area of site.areas.filter(({ name }) => !names.has(name))) await createZone(api, area, placeId);
}

interface NamedPlace extends Made {
  readonly name: string;
}

async function createSitePlace(api: Api, name: string): Promise<string> {
  const { createPlace } = await api.run<{ createPlace: Payload & { place: Made | null } }>(
    'mutation CreatePlace($input: CreatePlaceInput!) { createPlace(input: $input) { place { id } userErrors { message } } }',
    { input: { name, kind: 'SITE' } },
  );
  return required(createPlace.place, createPlace, name).id;
}

async function createZone(api: Api, { name, kind, polygon }: SiteArea, placeId: string): Promise<void> {
  const { createGeofence } = await api.run<{ createGeofence: Payload & { geofence: Made | null } }>(
    'mutation CreateZone($input: CreateGeofenceInput!) { createGeofence(input: $input) { geofence { id } userErrors { message } } }',
    { input: { name, kind: KINDS[kind], placeId, boundary: polygon } },
  );
  required(createGeofence.geofence, createGeofence, name);
}

function required<T>(made: T | null, { userErrors }: Payload, name: string): T {
  if (made === null) throw new Error(`${name}: ${userErrors.map((error) => error.message).join('; ')}`);
  return made;
}
