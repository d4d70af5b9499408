import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { addDevices } from './add-devices.ts';
import { addExport } from './add-export.ts';
import { addFeed, findMyKey } from './add-feed.ts';
import { addPrivacy } from './add-privacy.ts';
import { addPush } from './add-push.ts';
import { addReplay } from './add-replay.ts';
import { addViews } from './add-views.ts';
import { addNotifications } from './add-notifications.ts';
import { signIn, type Client, type Login } from './client.ts';
import type { Installation } from './installation.ts';

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

/** A PNG of one pixel. */
export const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const PASSWORD = 'correct horse battery staple';
/** The middle of the zone, which both tenants have at the same place. */
const ZONE = { latitude: 52.5, longitude: 13.4, radiusMeters: 100 };

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

async function addOrganisation(client: Client, marker: string) {
  const company = await client.change('createUnit', 'unit { id }', { name: `Company ${marker}`, kind: 'COMPANY' });
  const parentId: string = company.unit.id;
  const crew = await client.change('createUnit', 'unit { id }', { name: `Crew ${marker}`, kind: 'CREW', parentId });
  const unitId: string = crew.unit.id;
  const clerk = { signInName: `clerk-${marker}`, name: `Clerk ${marker}`, password: `${PASSWORD} ${marker}` };
  const userId: string = (await client.change('createUser', 'user { id }', clerk)).user.id;
  const granted = await client.change('grantRole', 'grant { id }', { userId, role: 'DISPATCHER', unitId });
  return { companyId: parentId, unitId, userId, grantId: granted.grant.id as string };
}

/** Somebody who administers the tenant too, one invitation to be accepted and one to be taken back. */
async function addUsers(
  client: Client,
  { marker, deputy, unitId }: { marker: string; deputy: Login; unitId: string },
): Promise<{ invitationToken: string; invitationId: string }> {
  const asked = { signInName: deputy.name, name: `Deputy ${marker}`, password: deputy.password };
  const { user } = await client.change('createUser', 'user { id }', asked);
  await client.change('grantRole', 'grant { id }', { userId: user.id, role: 'ADMINISTRATOR' });
  const invite = (name: string) => {
    const input = { signInName: `${name}-${marker}`, name: `${name} ${marker}`, role: 'DISPATCHER', unitId };
    return client.change('inviteUser', 'token invitation { id }', input);
  };
  const { token } = await invite('guest');
  return { invitationToken: token, invitationId: (await invite('nobody')).invitation.id };
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

async function addTracked(client: Client, marker: string, unitId: string) {
  const { person } = await client.change('createPerson', 'person { id }', { name: `Person ${marker}`, unitId });
  const { asset } = await client.change('createAsset', 'asset { id }', { name: `Asset ${marker}`, unitId });
  const image = { content: PIXEL, thumbnail: PIXEL };
  await client.change('setPersonImage', 'person { id }', { personId: person.id, ...image });
  await client.change('setAssetImage', 'asset { id }', { assetId: asset.id, ...image });
  const trackerId = await addTracker(client, { name: `Phone ${marker}`, identifier: `phone-${marker}`, unitId });
  const onAsset = await addTracker(client, { name: `Unit ${marker}`, identifier: `unit-${marker}`, unitId });
  const from = minutesAgo(60);
  const carried = [
    { trackerId, personId: person.id, from },
    { trackerId: onAsset, assetId: asset.id, from },
  ];
  let assignmentId = '';
  for (const input of carried) {
    assignmentId = (await client.change('assignTracker', 'assignment { id }', input)).assignment.id;
  }
  return { personId: person.id as string, assetId: asset.id as string, trackerId, assignmentId };
}

/**
 * Somebody who was marked in by hand, limits, one of them reached and one undercut when a person leaves, and a code for
 * checking in; nothing where there are no zones.
 */
async function addHeadcount(client: Client, { geofenceId, placeId }: Belongings) {
  if (geofenceId === undefined) return { checkInToken: '', limitId: '' };
  const { person } = await client.change('createPerson', 'person { id }', {
    name: `Visitor ${geofenceId}`,
    kind: 'VISITOR',
  });
  await client.change('markPresence', 'mark { id }', {
    personId: person.id,
    geofenceId,
    kind: 'IN',
    note: 'At the gate',
  });
  await client.change('setOccupancyLimit', 'limit { id }', { placeId, minimum: 2 });
  const visitors = { zoneId: geofenceId, kinds: ['VISITOR'], maximum: 1 };
  await client.change('setOccupancyLimit', 'limit { id }', visitors);
  const { limit } = await client.change('setOccupancyLimit', 'limit { id }', { zoneId: geofenceId, maximum: 9 });
  const reset = { placeId, localTime: '04:00', timeZone: 'Europe/Berlin' };
  await client.change('setHeadcountReset', 'place { id }', reset);
  const { token } = await client.change('createCheckInCode', 'token', { zoneId: geofenceId });
  return { checkInToken: token as string, limitId: limit.id as string };
}

/** A muster in a yard of its own that goes on, with a word about somebody; nothing where there are no zones. */
async function addMuster(client: Client, marker: string, { geofenceId, personId, unitId }: Belongings) {
  if (geofenceId === undefined) return { stationCode: '', musterId: '', stationId: '', yardId: '' };
  const yard = await client.change('createPlace', 'place { id }', { name: `Yard ${marker}`, kind: 'SITE' });
  const placeId: string = yard.place.id;
  const circle = { ...ZONE, latitude: ZONE.latitude + 0.2 };
  const point = { name: `Station ${marker}`, kind: 'MUSTER_POINT', placeId, circle };
  const stationId: string = (await client.change('createGeofence', 'geofence { id }', point)).geofence.id;
  const asked = { placeId, mode: 'DRILL', name: `Drill ${marker}`, idempotencyKey: marker };
  const musterId: string = (await client.change('startMuster', 'muster { id }', asked)).muster.id;
  const word = { musterId, personId, kind: 'SAFE', note: `Seen ${marker}`, idempotencyKey: `word ${marker}` };
  await client.change('markMuster', 'act { id }', word);
  await client.change('setAssignedStation', 'assignedStations { setAt }', { unitId, stationIds: [stationId] });
  const { code } = await client.change('createMusterStationCode', 'code', { musterId, stationId });
  return { stationCode: code as string, musterId, stationId, yardId: placeId };
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

async function addTracker(client: Client, input: Readonly<Record<string, unknown>>): Promise<string> {
  return (await client.change('addTracker', 'tracker { id }', input)).tracker.id;
}

/**
 * Walks a person into the zone to stay, an asset in and out again, lets the person's phone tell of a region of its own,
 * and sends four fixes into quarantine.
 */
async function report(door: string, marker: string): Promise<void> {
  const inside = { latitude: ZONE.latitude, longitude: ZONE.longitude };
  const outside = { latitude: ZONE.latitude + 0.1, longitude: ZONE.longitude };
  const walked = [outside, inside, inside, inside, inside].map((at, i) => fixOf(`phone-${marker}`, 30 - i, at));
  const driven = [outside, inside, inside, outside, outside, outside].map((at, i) =>
    fixOf(`unit-${marker}`, 30 - i, at),
  );
  const north = fixOf(`phone-${marker}`, 20, { latitude: 91, longitude: 13 });
  const south = [20, 19].map((ago) => fixOf(`unit-${marker}`, ago, { latitude: -91, longitude: 13 }));
  const late = fixOf(`late-${marker}`, 20, inside);
  const answer = await reportPositions(door, [...walked, ...driven, north, ...south, late]);
  assert.deepEqual(
    answer.rejected.map(({ code }: { code: string }) => code),
    ['OUT_OF_RANGE', 'OUT_OF_RANGE', 'OUT_OF_RANGE', 'UNKNOWN_TRACKER'],
  );
  await reportRegion(door, marker);
}

/** What a phone with OwnTracks says when it enters a region that only it knows. */
async function reportRegion(door: string, marker: string): Promise<void> {
  const transition = { _type: 'transition', event: 'enter', desc: `Region ${marker}`, lat: ZONE.latitude, lon: 13 };
  const response = await fetch(`${door}/owntracks`, {
    method: 'POST',
    body: JSON.stringify({
      ...transition,
      tst: Math.floor(Date.now() / 1_000) - 600,
      topic: `owntracks/phone-${marker}`,
    }),
  });
  assert.deepEqual([response.status, await response.text()], [200, '[]']);
}

/** A position for `/v1/positions`. */
export function fixOf(tracker: string, agoMinutes: number, at: { latitude: number; longitude: number }) {
  return { tracker, time: minutesAgo(agoMinutes), ...at, accuracy: 5, speed: 1, battery: 80 };
}

/** What the intake answers to a batch it takes. */
export async function reportPositions(door: string, positions: readonly object[]): Promise<any> {
  const response = await fetch(`${door}/v1/positions`, { method: 'POST', body: JSON.stringify({ positions }) });
  assert.equal(response.status, 200, await response.clone().text());
  return response.json();
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

function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}
