import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { signIn, type Client } from './support/client.ts';
import { HOSTILE_DOCUMENTS, ODD_REQUESTS } from './support/hostile.ts';
import { startInstallation, type Installation } from './support/installation.ts';
import { openSocket } from './support/live-socket.ts';
import { exchange, isReaped } from './support/raw-http.ts';

const PASSWORD = 'correct horse battery staple';
const MASKED = /did you mean|node_modules|\.ts:|at \w+ \(|postgres|select |\/work\/|\/tmp\//i;

let site: Installation;
let client: Client;
let door: string;
let trackerId: string;
/** Whether each server has cut off a client that drips; it takes ten seconds, during which the others are tested. */
let reaped: Promise<boolean>[];

before(async () => {
  site = await startInstallation();
  reaped = [site.origin, site.intake].map((at) => isReaped(at, { everyMs: 500, withinMs: 20_000 }));
  const administrator = { signInName: 'ada', name: 'Ada', password: PASSWORD };
  await site.stack.subgraphs.services.tenancy.createTenant({
    slug: 'acme',
    name: 'Acme',
    timeZone: 'Etc/UTC',
    administrator,
  });
  client = await signIn(site.origin, { tenant: 'acme', name: 'ada', password: PASSWORD });
  const { token } = await client.change('createIngestDoor', 'token', { name: 'Phones' });
  door = `${site.intake}/i/${token}`;
  trackerId = (await client.change('addTracker', 'tracker { id }', { name: 'Phone', identifier: 'known' })).tracker.id;
});
after(() => site[Symbol.asyncDispose]());

test('a known phone that reports nonsense gets 2xx, and what it sent is read in quarantine', async () => {
  for (const [query, reason, message] of [
    [`id=known&lat=91&lon=13&timestamp=${Date.now()}`, 'OUT_OF_RANGE', /latitude must be .*got 91/],
    ['id=known&lat=52&lon=13&timestamp=17', 'IMPLAUSIBLE_TIME', /2000-01-01/],
    [`id=known&lat=NaN&lon=13&timestamp=${Date.now()}`, 'OUT_OF_RANGE', /lat must be a decimal number/],
    [`id=known&lat=52&lon=13&timestamp=${Date.now() + 3_600_000}`, 'IMPLAUSIBLE_TIME', /./],
  ] as const) {
    const response = await fetch(`${door}/?${query}`);
    assert.equal(response.status, 200, query);
    assert.equal(await response.text(), '');
    const [newest] = await quarantined();
    assert.deepEqual(
      [newest.reason, newest.transport, newest.raw, newest.tracker.id],
      [reason, 'osmand', query, trackerId],
    );
    assert.match(newest.message, message);
  }
});

test('a batch takes what is good, and lists and keeps what is not', async () => {
  const time = new Date().toISOString();
  const positions = [
    { tracker: 'known', time, latitude: 91, longitude: 13 },
    { tracker: 'known', time: '1970-01-01T00:00:00Z', latitude: 52, longitude: 13 },
    { tracker: 'nobody', time, latitude: 52, longitude: 13 },
    { tracker: 'known', time, latitude: 52, longitude: 13 },
    { tracker: 'known', time, latitude: 52, longitude: 13 },
    { tracker: 'known', time, latitude: '52', longitude: [] },
    17,
  ];
  const before = (await quarantined()).length;
  const { status, answer } = await post({ positions });
  assert.equal(status, 200);
  assert.deepEqual([answer.accepted, answer.duplicates], [1, 1]);
  assert.deepEqual(
    answer.rejected.map(({ index, code }: { index: number; code: string }) => [index, code]).slice(0, 3),
    [
      [0, 'OUT_OF_RANGE'],
      [1, 'IMPLAUSIBLE_TIME'],
      [2, 'UNKNOWN_TRACKER'],
    ],
  );
  const told = answer.accepted + answer.duplicates + answer.rejected.length;
  assert.equal(told, positions.length, 'every position is accounted for');
  assert.ok((await quarantined()).length - before >= 3);
});

test('what is of no use at all is refused with 4xx and a sentence', async () => {
  const unknown = { positions: [{ tracker: 'nobody', time: new Date().toISOString(), latitude: 1, longitude: 1 }] };
  for (const [path, body, status] of [
    ['/', 'id=nobody&lat=1&lon=1', 400],
    ['/', 'lat=1&lon=1', 400],
    ['/v1/positions', '{"positions":[', 400],
    ['/v1/positions', '{"positions":17}', 400],
    ['/v1/positions', '\u0000\u0001', 400],
    ['/v1/positions', JSON.stringify(unknown), 404],
    ['/nowhere', '{}', 404],
  ] as const) {
    const response = await fetch(`${door}${path}`, { method: 'POST', body });
    const text = await response.text();
    assert.equal(response.status, status, `${path} ${body}: ${text}`);
    assert.ok(text.length > 10 && !MASKED.test(text), text);
  }
  assert.equal((await fetch(`${site.intake}/?id=known&lat=1&lon=1`)).status, 401);
  assert.equal((await fetch(`${site.intake}/i/${'x'.repeat(200)}/?id=known`)).status, 401);
});

test('a boundary that is no shape gives userErrors that name ring and place', async () => {
  const square = [
    [13, 52],
    [13.1, 52],
    [13.1, 52.1],
    [13, 52.1],
    [13, 52],
  ];
  const bowTie = [
    [13, 52],
    [13.1, 52.1],
    [13.1, 52],
    [13, 52.1],
    [13, 52],
  ];
  const outside = square.map(([longitude = 0, latitude = 0]) => [longitude + 1, latitude]);
  for (const [coordinates, code, message, params] of [
    [[bowTie], 'SELF_INTERSECTION', /outer ring.*latitude 52\.05, longitude 13\.05/, { ring: '1', latitude: '52.05' }],
    [[square.slice(0, 4)], 'NOT_CLOSED', /outer ring/, { ring: '1', polygon: '1' }],
    [[square, outside], 'HOLE_OUTSIDE_SHELL', /hole 1.*latitude 52.*longitude 14/, { ring: '2', polygon: '1' }],
    [[[[13, 91], ...square.slice(1)]], 'OUT_OF_RANGE', /91/, { ring: '1' }],
    ['[[['.repeat(9), 'EMPTY', /./, {}],
  ] as const) {
    const { geofence, userErrors } = await createGeofence({ type: 'Polygon', coordinates });
    assert.equal(geofence, null);
    const [first] = userErrors;
    assert.deepEqual([first.field, first.code], [['input', 'boundary'], code]);
    assert.match(first.message, message);
    const given = Object.fromEntries(
      first.params.map(({ name, value }: { name: string; value: string }) => [name, value]),
    );
    assert.deepEqual({ ...given, ...params }, given, JSON.stringify(given));
  }
});

test('values nested a hundred thousand deep are refused like any other that do not fit', async () => {
  const nested = '['.repeat(100_000) + ']'.repeat(100_000);
  for (const [document, variables] of [
    [CREATE_GEOFENCE, `{"input":{"name":"Yard","kind":"WORK_ZONE","boundary":${nested}}}`],
    ['query Q($id: ID!) { unit(id: $id) { id } }', `{"id":${nested}}`],
  ] as const) {
    const response = await fetch(`${site.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${client.token}` },
      body: `{"query":${JSON.stringify(document)},"variables":${variables}}`,
    });
    const text = await response.text();
    assert.ok(response.status < 500 && !text.includes('INTERNAL'), `${response.status} ${text.slice(0, 300)}`);
    assert.match(text, /"errors":\[\{|"userErrors":\[\{/);
  }
  const positions = await fetch(`${door}/v1/positions`, { method: 'POST', body: `{"positions":${nested}}` });
  assert.ok(positions.status < 500, String(positions.status));
});

test('bodies that are too large, also once unzipped, are refused in words', async () => {
  const huge = await exchange(`${door}/v1/positions`, {
    headers: { 'content-length': '100000000' },
    body: Buffer.alloc(9_000_000, 0x20),
  });
  assert.match(huge, /^HTTP\/1\.1 413 /);
  const bomb = gzipSync(Buffer.alloc(200_000_000));
  const zipped = await exchange(`${door}/v1/positions`, { headers: { 'content-encoding': 'gzip' }, body: bomb });
  assert.match(zipped, /^HTTP\/1\.1 413 /);
  const notZipped = await exchange(`${door}/v1/positions`, {
    headers: { 'content-encoding': 'gzip' },
    body: Buffer.from('{}'),
  });
  assert.match(notZipped, /^HTTP\/1\.1 400 /);
  const query = await exchange(`${site.origin}/graphql`, {
    headers: { 'content-type': 'application/json' },
    body: Buffer.alloc(1_000_000, 0x20),
  });
  assert.match(query, /^HTTP\/1\.1 413 /);
  assert.equal((await post({ positions: [] })).status, 200);
});

test('hostile documents are refused over HTTP and WebSocket alike, by codes of the closed list', async () => {
  using socket = await openSocket(site.origin, client.token);
  for (const [name, query] of HOSTILE_DOCUMENTS) {
    const { status, text } = await client.post(query);
    assert.ok(status < 500 && text.length < 10_000, `${name}: ${status} ${text.slice(0, 200)}`);
    const { errors, data } = JSON.parse(text);
    assert.ok(errors?.length && data === undefined, `${name}: ${text.slice(0, 200)}`);
    for (const { extensions } of errors) assert.match(extensions.code, /^QUERY_(INVALID|TOO_COMPLEX)$/, name);
    assert.doesNotMatch(text, MASKED, name);
    if (query.length > 60_000) continue; // longer than a message may be
    socket.subscribe(name, query);
    const { type, payload } = await socket.frame(({ id }) => id === name);
    assert.equal(type, 'error', name);
    assert.deepEqual(payload, errors, name);
  }
});

test('requests that are odd as HTTP are answered with 4xx', async () => {
  for (const [name, init] of ODD_REQUESTS) {
    const response = await fetch(`${site.origin}/graphql${init.query ?? ''}`, init);
    const text = await response.text();
    assert.ok(response.status >= 400 && response.status < 500, `${name}: ${response.status} ${text.slice(0, 200)}`);
    assert.doesNotMatch(text, MASKED, name);
  }
});

test('who sends nothing, or a byte now and then, is cut off while others are served', async () => {
  for (const cut of reaped) assert.equal(await cut, true);
});

test('nothing of all this crashed anything', async () => {
  assert.equal(await site.stack.ready?.(), null);
  assert.equal((await fetch(`${door}/?id=known&lat=10&lon=10&timestamp=${Date.now()}`)).status, 200);
  assert.ok(await site.stack.subgraphs.caughtUp(5_000));
  const { tracker } = await client.run('query Q($id: ID!) { tracker(id: $id) { lastPosition { latitude } } }', {
    id: trackerId,
  });
  assert.equal(tracker.lastPosition.latitude, 10);
});

const CREATE_GEOFENCE = `mutation Create($input: CreateGeofenceInput!) { createGeofence(input: $input) {
  geofence { id } userErrors { field code message params { name value } } } }`;

async function createGeofence(boundary: unknown): Promise<any> {
  const input = { name: 'Yard', kind: 'WORK_ZONE', boundary };
  return (await client.run(CREATE_GEOFENCE, { input })).createGeofence;
}

async function post(body: unknown): Promise<{ status: number; answer: any }> {
  const response = await fetch(`${door}/v1/positions`, { method: 'POST', body: JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, answer: text.startsWith('{') ? JSON.parse(text) : text };
}

/** What lies in quarantine, newest first. */
async function quarantined(): Promise<any[]> {
  const { quarantinedFixes } = await client.run(
    '{ quarantinedFixes(first: 500) { nodes { reason message transport raw tracker { id } } } }',
  );
  return quarantinedFixes.nodes;
}
