import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { addDevices } from './add-devices.ts';
import { addExport } from './add-export.ts';
import { addFeed, findMyKey } from './add-feed.ts';
import { addHeadcount, addMuster } from './add-headcount.ts';
import { addNotifications } from './add-notifications.ts';
import { addOrganisation, addUsers, PASSWORD } from './add-organisation.ts';
import { addPrivacy } from './add-privacy.ts';
import { addPush } from './add-push.ts';
import { addReplay } from './add-replay.ts';
import { addTracked, addTracker } from './add-tracked.ts';
import { addViews } from './add-views.ts';
import { signIn, type Client, type Login } from './client.ts';
import type { Installation } from './installation.ts';
import { report } from './report.ts';
import { minutesAgo, ZONE } from './where-and-when.ts';

/** Ids of things of one tenant that a test may use up, named like the inputs that take them. */
export type Belongings = Readonly<Record<string, string>>;

/** A tenant with something of everything; each of its texts carries the marker. */
export interface Populated {
  readonly login: Login;
  /** Somebody else who administers the tenant. */
  readonly deputy: Login;
  readonly client: Client;
  readonly marker: string;
  /** Token of the door through which its devices report. */
  readonly door: string;
  /** Token that makes one more tenant. */
  readonly setUpToken: string;
  /** Token of the link that makes one more user. */
  readonly invitationToken: string;
  /** Code with which people check in to the zone. */
  readonly checkInToken: string;
  /** What is scanned at a station of its muster. */
  readonly stationCode: string;
  readonly belongings: Belongings;
  /** Everything that must not reach another tenant though it is no text of the marker. */
  readonly secrets: readonly string[];
}

/**
 * Adds a tenant through the public API and the real intake and waits until everything is derived from it.
 * @param marker lower-case letters and digits, as it becomes the tenant's short name too.
 */
export async function populate(
  installation: Installation,
  marker: string,
  heard?: (text: string) => void,
): Promise<Populated> {
  const { stack, origin, intake } = installation;
  const login = { tenant: marker, name: `${marker}-admin`, password: `${PASSWORD} ${marker}` };
  await stack.subgraphs.services.tenancy.createTenant({
    slug: marker,
    name: `Works ${marker}`,
    timeZone: 'Europe/Berlin',
    administrator: { signInName: login.name, name: `Admin ${marker}`, password: login.password },
  });
  const setUpToken = `set-up-${marker}`;
  await stack.subgraphs.services.tenancy.allowSetUp(setUpToken);
  const client = await signIn(origin, login, heard);
  const organisation = await addOrganisation(client, marker);
  const deputy = { ...login, name: `deputy-${marker}` };
  const { invitationToken, ...invited } = await addUsers(client, { marker, deputy, unitId: organisation.unitId });
  await client.change('updateSettings', 'settings { key }', {
    changes: [
      { key: 'name', value: `Renamed works ${marker}` },
      { key: 'locale', value: 'de-DE' },
      { key: 'keepPositionsDays', value: String(3_000 + marker.length) },
    ],
  });
  const { token, ...door } = await addDoors(client, marker);
  const { apiKeySecret, ...keyed } = await addApiKey(client, marker);
  const zones = stack.subgraphs.executors.has('geofences') ? await addZones(client, marker) : {};
  const tracked = await addTracked(client, marker, organisation.unitId);
  const payloadSecret = `opens messages of ${marker}`;
  await client.change('setPayloadSecret', 'tracker { id }', { trackerId: tracked.trackerId, secret: payloadSecret });
  await setFilterRules(client, { marker, trackerId: tracked.trackerId, ...organisation });
  const decoding = { trackerId: tracked.trackerId, model: `model ${marker}` };
  await client.change('setTrackerDecoding', 'tracker { id }', decoding);
  await report(`${intake}/i/${token}`, marker);
  assert.ok(await stack.subgraphs.caughtUp(20_000), 'everything is derived from the positions within 20 s');
  await rawMessagesKept(client, marker);
  const fixId = await replayableFix(client, marker);
  const refused = { ...(await addReplay(client, marker)), ...(await addExport(client, marker)) };
  const fed = await addFeed(client, { marker, trackerId: tracked.trackerId });
  const held = await addPrivacy(client, { marker, trackerId: tracked.trackerId });
  const claimed = { ...held, ...(await addDevices(installation, client, { marker, trackerId: tracked.trackerId })) };
  const { checkInToken, ...counted } = await addHeadcount(client, { ...zones, ...tracked });
  const { stationCode, ...mustered } = await addMuster(client, marker, { ...organisation, ...tracked, ...zones });
  const named = {
    ...organisation,
    ...invited,
    ...door,
    ...keyed,
    ...zones,
    ...tracked,
    ...claimed,
    ...counted,
    ...mustered,
    ...refused,
    ...fed,
    fixId,
  };
  const told = await addNotifications(client, marker, named);
  const both = { admin: client, deputy: await signIn(origin, deputy, heard) };
  const kept = await addViews(both, marker);
  // Last: a push on its way would look otherwise each time.
  const pushed = await addPush(both, marker);
  const belongings = { ...named, ...told, ...kept, ...pushed };
  const secrets = [
    payloadSecret,
    `opens the feed of ${marker}`,
    findMyKey(marker),
    apiKeySecret,
    token,
    invitationToken,
    checkInToken,
    stationCode,
    client.sessionToken,
    client.token ?? '',
  ];
  const tokens = { door: token, setUpToken, invitationToken, checkInToken, stationCode };
  return { login, deputy, client, marker, ...tokens, belongings, secrets };
}

async function addDoors(client: Client, marker: string): Promise<{ token: string; doorId: string }> {
  const { token } = await client.change('createIngestDoor', 'token', { name: `Door ${marker}` });
  const spare = await client.change('createIngestDoor', 'door { id }', { name: `Side door ${marker}` });
  return { token, doorId: spare.door.id };
}

async function addApiKey(client: Client, marker: string): Promise<{ apiKeySecret: string; keyId: string }> {
  const asked = { name: `Key ${marker}`, permissions: ['units:read'] };
  const { key, secret } = await client.change('createApiKey', 'secret key { id }', asked);
  return { apiKeySecret: secret, keyId: key.id };
}

async function addZones(client: Client, marker: string) {
  const site = await client.change('createPlace', 'place { id }', {
    name: `Site ${marker}`,
    kind: 'SITE',
    timeZone: 'Europe/Madrid',
    plan: planOf(marker),
  });
  const siteId: string = site.place.id;
  const part = { name: `Area ${marker}`, kind: 'AREA', parentId: siteId };
  const area = await client.change('createPlace', 'place { id }', part);
  const placeId: string = area.place.id;
  const validFrom = minutesAgo(90);
  const zone = { name: `Zone ${marker}`, kind: 'WORK_ZONE', placeId, circle: ZONE, validFrom };
  const { geofence } = await client.change('createGeofence', 'geofence { id }', zone);
  return { siteId, placeId, geofenceId: geofence.id as string };
}

function planOf(marker: string) {
  const geometry = { type: 'Point', coordinates: [ZONE.longitude, ZONE.latitude] };
  const feature = { type: 'Feature', geometry, properties: { role: 'LABEL', name: `Label ${marker}` } };
  return { type: 'FeatureCollection', features: [feature] };
}

/** Rules for the tenant, a unit and a tracker; none refuses a fix of this tenant. */
async function setFilterRules(client: Client, { marker, unitId, trackerId }: Belongings): Promise<void> {
  const attributes = [`alarm of ${marker}`];
  for (const [scope, changes] of [
    [{}, [{ rule: 'SKIP_ATTRIBUTES', setting: { isOn: true, attributes } }]],
    [{ unitId }, [{ rule: 'STATIC', setting: { isOn: true } }]],
    [{ trackerId }, [{ rule: 'PAST', setting: { isOn: true, limit: 1_000_000_000 } }]],
  ] as const) {
    await client.change('setFilterRules', 'rules { rule }', { ...scope, changes });
  }
}

/** Waits until what the phone reported is kept as it came, of which intake does not wait. */
async function rawMessagesKept(client: Client, marker: string): Promise<void> {
  const asked = `{ rawMessages(identifier: "phone-${marker}") { nodes { protocol } } }`;
  for (const end = Date.now() + 10_000; ; await sleep(50)) {
    const { rawMessages } = await client.run(asked);
    if (rawMessages.nodes.length >= 2) return;
    assert.ok(Date.now() < end, 'a batch and a region event are kept as they came within 10 s');
  }
}

/** The quarantined fix of a tracker that has been added since. */
async function replayableFix(client: Client, marker: string): Promise<string> {
  await addTracker(client, { name: `Late ${marker}`, identifier: `late-${marker}` });
  const { quarantinedFixes } = await client.run('{ quarantinedFixes { nodes { id identifier } } }');
  return quarantinedFixes.nodes.find((fix: any) => fix.identifier === `late-${marker}`).id;
}
