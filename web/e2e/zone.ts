import { expect, type Page } from '@playwright/test';
import { ask } from './ask.ts';

/** A zone of the journey's own: nobody but its own phone walks there. */
export interface Zone {
  readonly id: string;
  readonly name: string;
  readonly inside: { readonly latitude: number; readonly longitude: number };
  readonly outside: { readonly latitude: number; readonly longitude: number };
}

// Degrees: the zone begins some 60 m north of all others, is some 70 m wide, and whoever is outside stands 90 m away.
const NORTH_OF_ALL = 0.0009;
const HALF_SIDE = 0.0003;
const AWAY = 0.0008;
// Some ten kilometres of places of their own, beginning where no zone of a journey reaches.
const LONELY_FROM = 0.02;
const LONELY_PLACES = 200;

/** A place near the site where nobody of the demo walks. */
export async function placeBesideTheSite(page: Page): Promise<Zone['inside']> {
  const { geofences } = await ask<{ geofences: { nodes: KnownZone[] } }>(page, KNOWN, {});
  const corners = geofences.nodes.flatMap(({ version }) => version.boundary?.coordinates.flat() ?? []);
  const latitude = Math.max(...corners.map((corner) => corner[1] ?? 0)) + NORTH_OF_ALL;
  return { latitude, longitude: corners[0]?.[0] ?? 0 };
}

/** A place farther beside the site where nobody of any journey stands, nor of the same journey made before. */
export async function lonelyPlace(page: Page): Promise<Zone['inside']> {
  const { latitude, longitude } = await placeBesideTheSite(page);
  const seconds = Math.floor(Date.now() / 1_000);
  return { latitude, longitude: longitude + LONELY_FROM + (seconds % LONELY_PLACES) * AWAY };
}

/**
 * Makes a square work zone beside the site, with the session of the page.
 * @param options since when it is there, absent: now; and how many degrees east of where other journeys' zones are.
 */
export async function addZone(
  page: Page,
  name: string,
  { validFrom, east: away = 0 }: { readonly validFrom?: string; readonly east?: number } = {},
): Promise<Zone> {
  const beside = await placeBesideTheSite(page);
  const { latitude, longitude } = { ...beside, longitude: beside.longitude + away };
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
    input: { name, kind: 'WORK_ZONE', boundary: { type: 'Polygon', coordinates: [ring] }, validFrom },
  });
  expect(createGeofence.geofence, 'the zone was made').not.toBeNull();
  return {
    id: createGeofence.geofence?.id ?? '',
    name,
    inside: { latitude, longitude },
    outside: { latitude: latitude + AWAY, longitude },
  };
}

interface KnownZone {
  readonly version: { readonly boundary: { readonly coordinates: readonly number[][][] } | null };
}

/** Ends a zone. */
export async function archiveZone(page: Page, { id }: Zone): Promise<void> {
  await ask(page, ARCHIVE, { input: { geofenceId: id } });
}

const KNOWN = `query { geofences(first: 500) { nodes { version { boundary } } } }`;
const CREATE = `mutation($input: CreateGeofenceInput!) { createGeofence(input: $input) { geofence { id } userErrors { message } } }`;
const ARCHIVE = `mutation($input: ArchiveGeofenceInput!) { archiveGeofence(input: $input) { geofence { id } } }`;
