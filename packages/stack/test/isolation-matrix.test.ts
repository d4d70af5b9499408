import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { namedType } from './support/api-shape.ts';
import { createClient, signIn, type Client } from './support/client.ts';
import { crawl, type Crawled } from './support/crawl.ts';
import { askEntity, compareEntities, entityTypes } from './support/entities.ts';
import { callsOf, type Call } from './support/examples.ts';
import { ROOMY, startInstallation, type Installation } from './support/installation.ts';
import { openSocket } from './support/live-socket.ts';
import { eventsOf, openStreams, untilMore, untilQuiet } from './support/live-streams.ts';
import { operationOf } from './support/operations.ts';
import { guardedTables, withPolicyOpened } from './support/policies.ts';
import { populate, type Populated } from './support/populate.ts';
import { fixOf, reportPositions } from './support/report.ts';
import { readServed, requirements, type Served } from './support/served.ts';
import { isStillTold, settled, timeless } from './support/settled.ts';
import { compareStrangers } from './support/strangers.ts';
import { found, tracesOf, type Traces } from './support/traces.ts';

const full = process.env.TREKKER_TEST_SCALE === 'full'; // oxlint-disable-line node/no-process-env -- how the test runner says so

/** What is a matter of the installation and no tenant's. */
const SAME_FOR_ALL = new Set([
  'Query.attendanceRules',
  'Query.decodeMessage',
  'Query.geofenceKindDefaults',
  // Services are those of the installation, and nothing of either tenant waits; no day is packed yet.
  'Query.geofencesService',
  'Query.headcountService',
  'Query.positionStorage',
  'Query.positionsService',
  // Tells of the own tenant's positions that wait; here none do.
  'Query.presenceProgress',
  'Query.protocols',
  'Query.rateLimit',
  'Query.repairedGeometry',
  'Query.tenancyService',
  'Query.timesheetsService',
  'Query.trackersService',
]);

let site: Installation;
let served: Served;
/** Tenant A looks around; tenant B is who must not be seen. */
let a: Populated;
let b: Populated;
/** What tenant A was told before there was a tenant B, what later, and what B is told of itself. */
let crawledBefore: Crawled;
let crawledA: Crawled;
let crawledB: Crawled;
let calls: readonly Call[];
/** One thing of tenant B of each type. */
let foreign: ReadonlyMap<string, string>;
let tracesOfB: Traces;
/** Everything that tenant A was ever sent. */
const heard: string[] = [];

before(async () => {
  site = await startInstallation(ROOMY);
  a = await populate(site, 'alfa4t', (text) => heard.push(text));
  served = await readServed(site.stack, a.client);
  crawledBefore = await crawl(a.client, served.api);
  b = await populate(site, 'bravo7q');
  await reportPositions(`${site.intake}/i/${b.door}`, [
    fixOf(`phone-${b.marker}`, 40, { latitude: 52.5, longitude: 13.4 }),
  ]);
  assert.ok(await site.stack.subgraphs.caughtUp(20_000));
  crawledA = await crawl(a.client, served.api);
  crawledB = await crawl(b.client, served.api);
  calls = callsOf(served.api, served.api.roots, a, crawledA.ids);
  foreign = new Map([...crawledB.ids].map(([type, [id = '']]) => [type, id]));
  tracesOfB = tracesOf(b, crawledB);
});
after(() => site[Symbol.asyncDispose]());

test('every field of the API is answered by a subgraph that runs', () => {
  assert.deepEqual(served.unserved, []);
});

test('both tenants have something of every type that has an id', () => {
  const types = [...served.api.types.values()].filter(({ fields }) => fields?.some(({ name }) => name === 'id'));
  for (const { ids } of [crawledA, crawledB]) {
    assert.deepEqual(
      types.map(({ name }) => name).filter((name) => !ids.get(name)?.length),
      [],
    );
  }
});

test('an id of another tenant is answered like an id of nothing, in every place that takes one', async () => {
  const direct = calls.filter(({ root }) => root.operation !== 'subscription');
  const { cells, differences, obeyed } = await compareStrangers(a.client, {
    shape: served.api,
    calls: direct,
    foreign,
    ...(full ? {} : { sample: { oneIn: 8, own: crawledA.ids } }),
  });
  assert.deepEqual(differences, []);
  assert.deepEqual(obeyed, [], 'no mutation does anything with an id of nothing');
  assert.ok(cells.length > 200, `${cells.length} cells`);
});

test('who names no id is told of the own tenant alone, and the same as before there was another', () => {
  assert.deepEqual(found([...tracesOfB.texts, ...tracesOfB.ids], crawledA.texts.values()), []);
  for (const [coordinate, text] of crawledA.texts) {
    assert.equal(timeless(text), timeless(crawledBefore.texts.get(coordinate) ?? ''), coordinate);
    if (!SAME_FOR_ALL.has(coordinate)) {
      assert.notEqual(timeless(text), timeless(crawledB.texts.get(coordinate) ?? ''), coordinate);
    }
    for (const { nodes, totalCount } of connectionsIn(JSON.parse(text))) {
      assert.equal(totalCount, nodes.length, `${coordinate} counts what it lists`);
    }
  }
});

test('a subgraph that is asked past the gateway tells of another tenant’s entities what it tells of nothing', async () => {
  const at = { stack: site.stack, served };
  const viewer = await viewerOf(a.client);
  const { cells, differences } = await compareEntities(at, { viewer, foreign });
  assert.deepEqual(differences, []);
  assert.ok(cells > 100, `${cells} cells`);
  for (const [subgraph, type] of entityTypes(served)) {
    const id = crawledA.ids.get(type)?.[0] ?? '';
    assert.match(
      await askEntity(at, { subgraph, type, id, viewer }),
      new RegExp(`"id":"${id}"`),
      `${subgraph} ${type}`,
    );
    assert.match(await askEntity(at, { subgraph, type, id, viewer: null }), /"UNAUTHENTICATED"/, `${subgraph} ${type}`);
  }
});

test('streams of one tenant stay silent when another moves, whatever ids they name', async () => {
  using live = await openSocket(site.origin, a.client.token, (text) => heard.push(text));
  using theirs = await openSocket(site.origin, b.client.token);
  const { own, pairs } = openStreams(live, { served, calls, foreign });
  openStreams(theirs, { served, calls: callsOf(served.api, served.api.roots, b, crawledB.ids), foreign: new Map() });
  await untilQuiet([live, theirs]);
  const before = { ours: live.frames.length, theirs: theirs.frames.length };
  await walk(b);
  await untilMore(theirs, before.theirs);
  await untilQuiet([live, theirs]);
  assert.equal(live.frames.length, before.ours, live.texts.slice(before.ours).join('\n'));
  await walk(a);
  await untilMore(live, before.ours);
  await untilQuiet([live]);
  for (const stream of own) assert.ok(eventsOf(live.frames, stream).length > 0, `${stream} brought something`);
  for (const [named, nothing] of pairs) {
    assert.deepEqual(eventsOf(live.frames, named), eventsOf(live.frames, nothing), named);
  }
  assert.deepEqual(found([...tracesOfB.texts, ...tracesOfB.ids], live.texts), []);
});

test('everything works with own ids', async () => {
  // Somebody whose other sessions nobody needs: they end when the password is changed.
  const { post } = await signIn(site.origin, a.deputy, (text) => heard.push(text));
  for (const { root, variables } of calls.filter((call) => call.root.operation !== 'subscription')) {
    const { text } = await post(operationOf(served.api, root), variables);
    assert.doesNotMatch(text, /"errors":\[\{|"userErrors":\[\{/, root.coordinate);
  }
});

test('nobody is told UNAUTHENTICATED, and who holds no grant FORBIDDEN, by every root field that is not public', async () => {
  const grantless = { signInName: 'grantless', name: 'Grantless', password: 'a user without any grant' };
  await a.client.change('createUser', 'user { id }', grantless);
  const login = { tenant: a.login.tenant, name: grantless.signInName, password: grantless.password };
  const named = requirements(site.stack);
  for (const [client, refusal] of [
    [createClient(site.origin, null), (needs: string) => (needs === 'public' ? null : 'UNAUTHENTICATED')],
    [await signIn(site.origin, login), (needs: string) => (needs.includes(':') ? 'FORBIDDEN' : null)],
  ] as const) {
    const expected = calls.map(({ root }) => [root.coordinate, refusal(named.get(root.coordinate) ?? 'none named')]);
    const got: unknown[] = [];
    for (const call of calls) got.push([call.root.coordinate, await refusalOf(client, call)]);
    assert.deepEqual(got, expected);
  }
});

test('the paths beside GraphQL tell nothing of any tenant', async () => {
  const paths = ['/', '/graphql', '/graphiql', '/healthz', '/readyz', '/metrics', '/i', `/t/${b.marker}`, '/_entities'];
  const query = `/graphql?query=${encodeURIComponent('{ _service { sdl } }')}`;
  for (const path of [...paths, query]) {
    for (const method of ['GET', 'POST', 'PUT']) {
      const response = await fetch(`${site.origin}${path}`, { method, headers: { 'x-trekker-csrf': '1' } });
      const text = `${JSON.stringify([...response.headers])} ${await response.text()}`;
      assert.ok(response.status < 500, `${method} ${path} ${response.status}`);
      assert.deepEqual(found([...tracesOfB.texts, ...tracesOfB.ids, a.marker], [text]), [], path);
    }
  }
});

test('tenant A was never sent anything of tenant B', () => {
  assert.deepEqual(found(tracesOfB.texts, heard), []);
});

test('a door tells of another tenant’s identifiers what it tells of unknown ones', async () => {
  for (const [door, identifier] of [
    [a.door, `phone-${b.marker}`],
    [b.door, `phone-${a.marker}`],
  ] as const) {
    assert.deepEqual(await answersOfDoor(door, identifier), await answersOfDoor(door, 'phone-of-nobody'));
  }
  const { status } = await fetch(`${site.intake}/i/${b.door.slice(0, -1)}x/?id=phone-${b.marker}`);
  assert.equal(status, 401, 'nor is a wrong token any door');
});

test('with the policy of any one table opened, this matrix turns red', async () => {
  const unheard = createClient(site.origin, a.client.token);
  const usual = await settled(unheard, served.api);
  const viewer = await viewerOf(a.client);
  const isRed = async (): Promise<boolean> => {
    // What another tenant's rows refer to is out of sight: then an answer fails.
    if (!(await isStillTold(unheard, served.api, usual).catch(() => false))) return true;
    for (const one of foreign) {
      const about = calls.filter(({ root }) => root.operation === 'query' && namedType(root.field.type) === one[0]);
      const alone = new Map([one]);
      const asked = await compareStrangers(unheard, { shape: served.api, calls: about, foreign: alone });
      const resolved = await compareEntities(
        { stack: site.stack, served },
        { viewer, foreign: alone, types: [one[0]] },
      );
      if (asked.differences.length || resolved.differences.length) return true;
    }
    return false;
  };
  assert.equal(await isRed(), false);
  const green: string[] = [];
  for (const table of await guardedTables(site.dataDir)) {
    if (!(await withPolicyOpened(site.dataDir, table, isRed))) green.push(table);
  }
  assert.deepEqual(green, []);
});

/** The code with which the field itself is refused, or null; what lies inside of it may need more permissions. */
async function refusalOf(client: Client, { root, variables }: Call): Promise<string | null> {
  const document = operationOf(served.api, root);
  if (root.operation !== 'subscription') {
    const { errors } = JSON.parse((await client.post(document, variables)).text);
    return errors?.find(({ path }: { path?: unknown[] }) => (path?.length ?? 0) <= 1)?.extensions.code ?? null;
  }
  using socket = await openSocket(site.origin, client.token);
  socket.subscribe('1', document, variables);
  const { type, payload } = await socket.frame(({ id }) => id === '1');
  return (type === 'error' ? payload : payload.errors)?.[0].extensions.code ?? null;
}

async function viewerOf({ token }: Client): Promise<Viewer> {
  const viewer = await site.stack.subgraphs.services.tenancy.authenticate({
    authorization: `Bearer ${token}`,
    cookie: null,
  });
  assert.ok(viewer);
  return viewer;
}

/** A tenant's person leaves the zone, an asset comes, and somebody is told of something. */
async function walk({ door, marker, client, belongings }: Populated): Promise<void> {
  await client.change('testNotificationRule', 'deliveries { id }', { ruleId: belongings['ruleId'] });
  await reportPositions(`${site.intake}/i/${door}`, [
    fixOf(`phone-${marker}`, 1, { latitude: 52.6, longitude: 13.4 }),
    fixOf(`unit-${marker}`, 1, { latitude: 52.5, longitude: 13.4 }),
  ]);
}

/** What a door answers in each protocol to a device, the identifier taken out. */
async function answersOfDoor(door: string, identifier: string): Promise<string[]> {
  const at = `${site.intake}/i/${door}`;
  const postJson = (path: string, message: object) =>
    fetch(`${at}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
    });
  const topic = `owntracks/${identifier}/${identifier}`;
  const coords = { latitude: 1, longitude: 1 };
  const position = { ...fixOf(identifier, 1, { latitude: 1, longitude: 1 }), time: '2026-01-01T00:00:00Z' };
  const responses = await Promise.all([
    fetch(`${at}/?id=${identifier}&lat=1&lon=1&timestamp=1767225600`),
    fetch(`${at}/?id=${identifier}&lat=91&lon=1`),
    fetch(`${at}/`, { method: 'POST', body: `id=${identifier}&lat=1&lon=1` }),
    postJson('/', { device_id: identifier, location: { timestamp: '2026-01-01T00:00:00Z', coords } }),
    postJson('/owntracks', { _type: 'location', topic, tst: 1_767_225_600, lat: 1, lon: 1 }),
    postJson('/owntracks', { _type: 'transition', topic: `${topic}/event`, tst: 1_767_225_600, event: 'enter' }),
    postJson('/owntracks', { _type: 'status', topic }),
    postJson('/v1/positions', { positions: [position] }),
    postJson(`/v1/tracks?tracker=${identifier}&format=ndjson`, position),
    postJson('/v1/tracks?format=ndjson', position),
  ]);
  return Promise.all(
    responses.map(async (each) => `${each.status} ${await each.text()}`.replaceAll(identifier, 'NAME')),
  );
}

/** Every list in an answer that says how many there are. */
function connectionsIn(answer: unknown): { nodes: unknown[]; totalCount: number }[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const here = 'totalCount' in answer && 'nodes' in answer ? [answer as { nodes: unknown[]; totalCount: number }] : [];
  return [...here, ...Object.values(answer).flatMap(connectionsIn)];
}
