import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { RootField } from './support/api-shape.ts';
import { signIn, type Client, type Login } from './support/client.ts';
import { ROOMY, startInstallation, type Installation } from './support/installation.ts';
import { openSocket, type LiveSocket } from './support/live-socket.ts';
import { untilQuiet } from './support/live-streams.ts';
import { operationOf } from './support/operations.ts';
import { fixOf, reportPositions } from './support/report.ts';
import { readServed, type Served } from './support/served.ts';
import { found } from './support/traces.ts';

const PASSWORD = 'correct horse battery staple';
const INSIDE = { latitude: 52.5, longitude: 13.4 };
const OUTSIDE = { latitude: 52.6, longitude: 13.4 };

let site: Installation;
let served: Served;
let admin: Client;
let door: string;
/** Two companies; the crew `leaves` goes from the first to the second, the crew `stays` does not. */
let units: Readonly<Record<'first' | 'second' | 'leaves' | 'stays', string>>;
let leaves: Crew;
let stays: Crew;

/** What a crew has, and what that is recognised by wherever it comes up. */
interface Crew {
  readonly ids: { readonly person: string; readonly asset: string; readonly tracker: string };
  readonly traces: readonly string[];
}

before(async () => {
  site = await startInstallation(ROOMY);
  const { tenancy } = site.stack.subgraphs.services;
  const administrator = { signInName: 'ada', name: 'Ada', password: PASSWORD };
  await tenancy.createTenant({ slug: 'acme', name: 'Acme', timeZone: 'Etc/UTC', administrator });
  admin = await signIn(site.origin, login('ada'));
  served = await readServed(site.stack, admin);
  const [first, second] = [await addUnit('First', null), await addUnit('Second', null)];
  units = { first, second, leaves: await addUnit('Leaves', first), stays: await addUnit('Stays', first) };
  const { token } = await admin.change('createIngestDoor', 'token', { name: 'Phones' });
  door = `${site.intake}/i/${token}`;
  const zone = { name: 'Zone', kind: 'WORK_ZONE', circle: { ...INSIDE, radiusMeters: 100 }, validFrom: ago(90) };
  await admin.change('createGeofence', 'geofence { id }', zone);
  leaves = await addCrew('leaves');
  stays = await addCrew('stays');
  for (const [name, unitId] of [
    ['old', first],
    ['new', second],
  ] as const)
    await addSupervisor(name, unitId);
  await walk([OUTSIDE, INSIDE, INSIDE, INSIDE, INSIDE], 30);
});
after(() => site[Symbol.asyncDispose]());

test('whoever was limited to a unit sees a crew that moves out of it no longer, in any list and on any stream', async () => {
  const before = await signIn(site.origin, login('old'));
  const listed = await listsOf(before);
  for (const list of ['people', 'trackers', 'assets', 'latestPositions', 'visits']) {
    for (const crew of [leaves, stays]) assert.ok(shows(listed, list, crew), `${list} shows both crews before`);
  }
  assert.equal(await headcount(before), 2);
  using live = await openStreams(before);
  await untilQuiet([live]);
  await admin.change('moveUnit', 'unit { id }', { unitId: units.leaves, parentId: units.second });
  const since = Date.now();
  for (const { coordinate } of subscriptions()) {
    await live.frame(({ id, type }) => id === coordinate && (type === 'error' || type === 'complete'));
  }
  await live.closed;
  assert.ok(Date.now() - since < 5_000, 'streams end within seconds');
  assert.match((await before.post('{ people { nodes { id } } }')).text, /UNAUTHENTICATED/, 'and so does the token');

  const again = await signIn(site.origin, login('old'));
  const left = await listsOf(again);
  assert.deepEqual(found(leaves.traces, left.values()), []);
  for (const list of ['people', 'trackers', 'assets', 'latestPositions', 'visits'])
    assert.ok(shows(left, list, stays), list);
  assert.equal(await headcount(again), 1);
  for (const [field, id] of Object.entries(leaves.ids)) {
    assert.deepEqual((await again.run(`query Q($id: ID!) { ${field}(id: $id) { id } }`, { id }))[field], null, field);
  }
  using later = await openStreams(again);
  using theirs = await openStreams(await signIn(site.origin, login('new')));
  await untilQuiet([later, theirs]);
  await walk([OUTSIDE], 1);
  await untilQuiet([later, theirs]);
  assert.deepEqual(found(leaves.traces, later.texts), []);
  assert.ok(found([stays.ids.tracker], later.texts).length > 0);
  assert.deepEqual(found(stays.traces, theirs.texts), []);
  assert.ok(found([leaves.ids.tracker], theirs.texts).length > 0, 'it is on the streams of where it came to');
});

function login(name: string): Login {
  return { tenant: 'acme', name, password: PASSWORD };
}

async function addUnit(name: string, parentId: string | null): Promise<string> {
  return (await admin.change('createUnit', 'unit { id }', { name, kind: 'CREW', parentId })).unit.id;
}

async function addSupervisor(name: string, unitId: string): Promise<void> {
  const { user } = await admin.change('createUser', 'user { id }', { signInName: name, name, password: PASSWORD });
  await admin.change('grantRole', 'grant { id }', { userId: user.id, role: 'SUPERVISOR', unitId });
}

/** A person with a phone and an asset with a tracker. */
async function addCrew(name: 'leaves' | 'stays'): Promise<Crew> {
  const unitId = units[name];
  const { person } = await admin.change('createPerson', 'person { id }', { name: `Person ${name}`, unitId });
  const { asset } = await admin.change('createAsset', 'asset { id }', { name: `Asset ${name}`, unitId });
  const phone = await addTracker({ name: `Phone ${name}`, identifier: `phone-${name}`, unitId });
  const onAsset = await addTracker({ name: `Unit ${name}`, identifier: `unit-${name}`, unitId });
  const from = ago(60);
  await admin.change('assignTracker', 'assignment { id }', { trackerId: phone, personId: person.id, from });
  await admin.change('assignTracker', 'assignment { id }', { trackerId: onAsset, assetId: asset.id, from });
  const names = ['Person', 'Asset', 'Phone', 'Unit'].map((what) => `${what} ${name}`);
  const ids = { person: person.id as string, asset: asset.id as string, tracker: phone };
  return { ids, traces: [...Object.values(ids), onAsset, ...names] };
}

async function addTracker(input: Readonly<Record<string, unknown>>): Promise<string> {
  return (await admin.change('addTracker', 'tracker { id }', input)).tracker.id;
}

/** Both crews go the same way, one fix a minute, the first so many minutes ago; waits until all is derived from it. */
async function walk(way: readonly (typeof INSIDE)[], agoMinutes: number): Promise<void> {
  const identifiers = ['leaves', 'stays'].flatMap((name) => [`phone-${name}`, `unit-${name}`]);
  await reportPositions(
    door,
    identifiers.flatMap((identifier) => way.map((at, i) => fixOf(identifier, agoMinutes - i, at))),
  );
  assert.ok(await site.stack.subgraphs.caughtUp(20_000));
}

/** What every query says that insists on no argument, by its name, refusals included. */
async function listsOf(client: Client): Promise<Map<string, string>> {
  const lists = served.api.roots.filter(
    ({ operation, field: { args } }) =>
      operation === 'query' &&
      args.every(({ type, defaultValue }) => type.kind !== 'NON_NULL' || defaultValue !== null),
  );
  const texts = new Map<string, string>();
  for (const root of lists) {
    const isLong = root.field.args.some(({ name }) => name === 'first');
    const { text } = await client.post(operationOf(served.api, root), isLong ? { first: 500 } : {});
    texts.set(root.field.name, text);
  }
  return texts;
}

function shows(lists: ReadonlyMap<string, string>, list: string, { traces }: Crew): boolean {
  return found(traces, [lists.get(list) ?? '']).length > 0;
}

async function headcount(client: Client): Promise<number> {
  const { occupancy } = await client.run('{ occupancy { total { present stale } } }');
  return occupancy.total.present + occupancy.total.stale;
}

function subscriptions(): RootField[] {
  return served.api.roots.filter(({ operation }) => operation === 'subscription');
}

/** A socket with every subscription open. */
async function openStreams({ token }: Client): Promise<LiveSocket> {
  const live = await openSocket(site.origin, token);
  for (const root of subscriptions()) live.subscribe(root.coordinate, operationOf(served.api, root));
  return live;
}

function ago(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}
