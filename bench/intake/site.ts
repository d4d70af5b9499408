import { randomBytes } from 'node:crypto';

import { silentLogger } from '@trekker/kit';
import { startStack } from '@trekker/stack';

import { signedIn, type Login, type Run } from './api.ts';
import { identifierOf, ringsOfSite } from './fleet.ts';

/** An installation whose tenants have trackers, and geofences where they are wanted. */
export interface Site {
  readonly login: Login;
  /** Paths of the tenants' doors, in the order of the tenants. */
  readonly doors: readonly string[];
}

/** So many tenants, and so many trackers of each; identifiers count on from tenant to tenant. */
export interface SiteSize {
  readonly tenants: number;
  readonly trackersEach: number;
  /** Whether each tenant has the geofences. */
  readonly zones: boolean;
}

const AT_ONCE = 8;
/** A product without web app and demo, on free ports. */
const BARE = {
  TREKKER_WEB: 'false',
  TREKKER_DEMO: 'false',
  TREKKER_GATEWAY_PORT: '0',
  TREKKER_GATEWAY_GRAPHIQL: 'false',
  TREKKER_GATEWAY_REQUEST_DEADLINE_MS: '300000', // a busy machine takes its time for a thousand geofences
  TREKKER_TENANCY_ACCESS_TOKEN_MS: '900000',
  TREKKER_POSITIONS_PHONE_PORT: '0',
  TREKKER_POSITIONS_DEVICES: 'false',
  TREKKER_POSITIONS_MQTT_PORT: 'off',
};

/** Older than anything that is sent: who was somewhere before there were geofences was inside of none. */
const AGE_MS = 2 * 86_400_000;

/** Makes an installation in an empty data folder, as if it were some days ago, and stops it again. */
export async function prepareSite(dataDir: string, size: SiteSize): Promise<Site> {
  const { now } = Date;
  Date.now = () => now() - AGE_MS;
  try {
    return await install(dataDir, size);
  } finally {
    Date.now = now;
  }
}

async function install(dataDir: string, { tenants, trackersEach, zones }: SiteSize): Promise<Site> {
  await using stack = await startStack({ ...BARE, TREKKER_DATA_DIR: dataDir }, silentLogger);
  const { graphql } = stack.addresses();
  const logins = Array.from({ length: tenants }, (_, index) => loginOf(index));
  const doors: string[] = [];
  await inParallel(logins, async (login, index) => {
    const administrator = { signInName: login.name, name: login.name, password: login.password };
    const { tenancy } = stack.subgraphs.services;
    await tenancy.createTenant({ slug: login.tenant, name: login.tenant, timeZone: 'Etc/UTC', administrator });
    const run = await signedIn(graphql, login);
    doors[index] = await openDoor(run);
    const trackers = Array.from({ length: trackersEach }, (_, at) => index * trackersEach + at);
    await inParallel(trackers, (tracker) => addTracker(run, identifierOf(tracker)));
    if (zones) await importZones(run);
  });
  await stack.subgraphs.caughtUp(60_000);
  const [login] = logins;
  if (!login) throw new Error(`a site has at least one tenant, got ${tenants}`);
  return { login, doors };
}

function loginOf(index: number): Login {
  return { tenant: `bench-${index}`, name: 'bench', password: randomBytes(18).toString('base64url') };
}

async function openDoor(run: Run): Promise<string> {
  const { createIngestDoor } = await run<{ createIngestDoor: { token: string } }>(
    'mutation OpenDoor { createIngestDoor(input: { name: "Bench" }) { token } }',
  );
  return `/i/${createIngestDoor.token}/`;
}

async function addTracker(run: Run, identifier: string): Promise<void> {
  const query = `mutation AddTracker($input: AddTrackerInput!) { addTracker(input: $input) { tracker { id } } }`;
  const { addTracker: added } = await run<{ addTracker: { tracker: object | null } }>(query, {
    input: { name: identifier, identifier },
  });
  if (!added.tracker) throw new Error(`tracker ${identifier} was not added`);
}

/** The rules of a work zone hold: accuracy, confirmation and silence are looked at. */
async function importZones(run: Run): Promise<void> {
  const features = ringsOfSite().map((ring, index) => ({
    type: 'Feature',
    properties: { name: `Zone ${index}` },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }));
  const text = JSON.stringify({ type: 'FeatureCollection', features });
  const query = `mutation ImportZones($input: ImportGeofencesInput!) {
    importGeofences(input: $input) { created { id } refused { name } userErrors { message } }
  }`;
  const input = { format: 'GEOJSON', kind: 'WORK_ZONE', text };
  const { importGeofences: imported } = await run<{ importGeofences: { created: object[] } }>(query, { input });
  if (imported.created.length !== features.length) throw new Error(JSON.stringify(imported));
}

async function inParallel<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  const waiting = [...items.entries()];
  const one = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}
