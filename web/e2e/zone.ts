import { expect, type Page } from '@playwright/test';

/** A zone of the journey's own: nobody but its own phone walks there. */
export interface Zone {
  readonly id: string;
  readonly name: string;
  readonly inside: { readonly latitude: number; readonly longitude: number };
  readonly outside: { readonly latitude: number; readonly longitude: number };
}

// Degrees: the half side of the zone is some 50 m, and whoever is outside stands 200 m away.
const HALF_SIDE = 0.0005;
const AWAY = 0.002;

/** Makes a square work zone with the session of the page. */
export async function addZone(page: Page, { name, latitude, longitude }: ZonePlace): Promise<Zone> {
  const [west, east] = [longitude - HALF_SIDE, longitude + HALF_SIDE];
  const [south, north] = [latitude - HALF_SIDE, latitude + HALF_SIDE];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const { createGeofence } = await ask<{ createGeofence: { geofence: { id: string } | null } }>(page, CREATE, {
    input: { name, kind: 'WORK_ZONE', boundary: { type: 'Polygon', coordinates: [ring] } },
  });
  expect(createGeofence.geofence, 'the zone was made').not.toBeNull();
  return {
    id: createGeofence.geofence?.id ?? '',
    name,
    inside: { latitude, longitude },
    outside: { latitude: latitude + AWAY, longitude },
  };
}

/** Where a zone is to be. */
interface ZonePlace {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Ends a zone. */
export async function archiveZone(page: Page, { id }: Zone): Promise<void> {
  await ask(page, ARCHIVE, { input: { geofenceId: id } });
}

const CREATE = `mutation($input: CreateGeofenceInput!) { createGeofence(input: $input) { geofence { id } userErrors { message } } }`;
const ARCHIVE = `mutation($input: ArchiveGeofenceInput!) { archiveGeofence(input: $input) { geofence { id } } }`;

/** Asks by the page itself: its session's cookie reaches no other client. */
async function ask<Data>(page: Page, query: string, variables: object): Promise<Data> {
  return page.evaluate(
    async (body) => {
      const headers = { 'content-type': 'application/json', 'x-trekker-csrf': '1' };
      const response = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(body) });
      const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
      if (!data || errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    { query, variables },
  );
}
