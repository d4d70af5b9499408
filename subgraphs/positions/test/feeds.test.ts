import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

import { decodeVehiclePositions, encodeVehiclePositions } from '@trekker/protocols';
import { testViewer } from '@trekker/kit/testing';

import { bytes, feedTenant, LOOPBACK, startSource, vehicles } from './feed-site.ts';
import { startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => {
  const limits = { TREKKER_POSITIONS_FEED_TIMEOUT_MS: '1500', TREKKER_POSITIONS_FEED_MAX_BYTES: '20000' };
  site = await startPositions({ ...LOOPBACK, ...limits, TREKKER_POSITIONS_FEEDS_AT_ONCE: '32' });
});
after(() => site[Symbol.asyncDispose]());

const FOLDER = 'devices/gtfs-rt';
const RECORDED = join(import.meta.dirname, '../../../../shared/data', FOLDER);

test('recorded feeds become positions of trackers, each place once', { skip: skipped() }, async () => {
  const files = readdirSync(RECORDED).filter((name) => name.endsWith('.pb'));
  const feeds = files.map((name) => readFileSync(join(RECORDED, name)));
  const fixes = feeds.flatMap((feed) => {
    const decoded = decodeVehiclePositions(feed);
    assert.equal(decoded.kind, 'feed');
    return decoded.vehicles.flatMap(({ result }) => (result.kind === 'fix' ? result.fix : []));
  });
  const tenant = await feedTenant(site);
  const names = new Set(fixes.map(({ identifier }) => identifier));
  for (const name of names) await tenant.tracker(`austin ${name}`);
  await site.positions.caughtUp(5_000);
  await using source = await startSource(bytes(feeds[0] ?? Buffer.of()));
  const { feed } = await tenant.create({ url: source.url, identifierPrefix: 'austin ', intervalSeconds: 10 });
  let polled = await tenant.polled(feed.id);
  for (const recorded of feeds.slice(1)) {
    source.answer(bytes(recorded));
    site.advance(10_000);
    polled = await tenant.polled(feed.id, polled.lastPollAt);
  }
  assert.equal(polled.lastError, null);
  const distinct = new Set(fixes.map(({ identifier, recordedAt }) => `${identifier} ${recordedAt}`)).size;
  const { received, stored, duplicates, heard, quarantined, rejected } = polled;
  assert.deepEqual([received, stored, duplicates], [fixes.length, distinct, fixes.length - distinct]);
  assert.deepEqual([heard, quarantined, rejected], [0, 0, 0]);
  assert.equal(await tenant.stored(), distinct);
});

test('a feed that is what it was is not sent again, and asked in full when its address changes', async () => {
  const tenant = await feedTenant(site);
  await tenant.tracker('bus');
  await site.positions.caughtUp(5_000);
  const bus = vehicles(['bus']);
  const state = { etag: '"one"', 'last-modified': 'Sat, 21 Nov 2026 00:00:00 GMT' };
  await using source = await startSource((request, response, body) => {
    if (request.headers['if-none-match'] === state.etag) return void response.writeHead(304).end();
    const { headers } = request;
    assert.equal(headers['if-modified-since'], undefined);
    response.setHeader('etag', state.etag).setHeader('last-modified', state['last-modified']);
    return bus(request, response, body);
  });
  const { feed } = await tenant.create({ url: `${source.url}/a` });
  const first = await tenant.polled(feed.id);
  site.advance(30_000);
  const second = await tenant.polled(feed.id, first.lastPollAt);
  assert.deepEqual([second.received, second.lastError], [1, null]);
  assert.equal(source.asked[1]?.headers['if-modified-since'], state['last-modified']);
  await tenant.update({ feedId: feed.id, url: `${source.url}/b` });
  const third = await tenant.polled(feed.id, second.lastPollAt);
  assert.deepEqual([third.received, third.duplicates], [2, 1]);
  assert.deepEqual(
    source.asked.map(({ path }) => path),
    ['/a', '/a', '/b'],
  );
});

test('vehicles that nobody knows lie in quarantine once, and can be replayed when somebody does', async () => {
  const tenant = await feedTenant(site);
  await tenant.tracker('known');
  await site.positions.caughtUp(5_000);
  await using source = await startSource(vehicles(['known', 'stranger']));
  const { feed } = await tenant.create({ url: source.url });
  let polled = await tenant.polled(feed.id);
  assert.deepEqual([polled.stored, polled.quarantined, polled.rejected], [1, 1, 0]);
  site.advance(30_000);
  polled = await tenant.polled(feed.id, polled.lastPollAt);
  assert.deepEqual([polled.received, polled.duplicates, polled.quarantined, polled.rejected], [4, 1, 1, 1]);
  const kept = await tenant.quarantined();
  assert.deepEqual(
    kept.map(({ identifier, reason, transport }) => [identifier, reason, transport]),
    [['stranger', 'UNKNOWN_TRACKER', 'gtfs-realtime']],
  );
  await tenant.tracker('stranger');
  await site.positions.caughtUp(5_000);
  const replay = `mutation { replayQuarantinedFixes(input: { filter: {}, idempotencyKey: "all" }) { userErrors { code } } }`;
  await site.run(replay, { viewer: tenant.viewer() });
  for (const end = Date.now() + 10_000; (await tenant.stored()) < 2; await sleep(50)) assert.ok(Date.now() < end);
});

test('what cannot be and is told again and again lies in quarantine once', async () => {
  const tenant = await feedTenant(site);
  await tenant.tracker('bus');
  await site.positions.caughtUp(5_000);
  const recordedAt = Math.floor(Date.now() / 1_000) * 1_000 - 60_000;
  const fixes = [{ identifier: 'bus', recordedAt, latitude: 91, longitude: 13.4, attributes: {} }];
  await using source = await startSource(bytes(encodeVehiclePositions({ publishedAt: recordedAt, fixes })));
  const { feed } = await tenant.create({ url: source.url });
  const first = await tenant.polled(feed.id);
  site.advance(30_000);
  const second = await tenant.polled(feed.id, first.lastPollAt);
  assert.deepEqual([first.quarantined, second.quarantined], [1, 2]);
  const kept = await tenant.quarantined();
  assert.deepEqual(
    kept.map(({ identifier, reason }) => [identifier, reason]),
    [['bus', 'OUT_OF_RANGE']],
  );
});

test('a vehicle that repeats an old place does not live by that', async () => {
  const tenant = await feedTenant(site);
  await tenant.tracker('parked');
  await site.positions.caughtUp(5_000);
  await using source = await startSource(vehicles(['parked']));
  const { feed } = await tenant.create({ url: source.url });
  const signs = async () => {
    const rows = await site.postgres.admin<{ type: string; payload: unknown }[]>`
      select type, payload from log.entries where subject_id = ${tenant.tenantId} and topic = 'positions' order by type`;
    return rows.map(({ type, payload }) => ({ type, way: (payload as { way?: unknown } | null)?.way }));
  };
  const first = await tenant.polled(feed.id);
  const told = await signs();
  assert.deepEqual(
    told.map(({ type }) => type),
    ['heard', 'positions'],
  );
  assert.deepEqual(told[0]?.way, { protocol: 'gtfs-realtime', transport: 'http', address: null });
  site.advance(30_000);
  assert.equal((await tenant.polled(feed.id, first.lastPollAt)).duplicates, 1);
  assert.equal((await signs()).length, 2);
});

test('headers are sent along, kept encrypted and never shown', async () => {
  const tenant = await feedTenant(site);
  await using source = await startSource(vehicles([]));
  const headers = [{ name: 'X-Api-Key', value: 'a key that nobody sees' }];
  const { feed } = await tenant.create({ url: source.url, headers });
  assert.equal((await tenant.polled(feed.id)).lastError, null);
  assert.equal(source.asked[0]?.headers['x-api-key'], headers[0]?.value);
  assert.deepEqual(feed.headerNames, ['x-api-key']);
  const [row] = await site.postgres.admin`select * from positions.feeds where feed_id = ${feed.id}`;
  const kept = Object.values(row ?? {}).map((value) =>
    Buffer.isBuffer(value) ? value.toString('latin1') : String(value),
  );
  assert.doesNotMatch(kept.join('\n'), /a key that nobody sees/);
  for (const name of ['host', 'Content-Length', 'proxy-authorization', 'a b', '']) {
    const { userErrors } = await tenant.create({ url: source.url, headers: [{ name, value: 'x' }] });
    assert.deepEqual(userErrors[0]?.field.slice(0, 2), ['input', 'headers'], name);
  }
  const { userErrors } = await tenant.create({ url: source.url, headers: [{ name: 'x', value: 'a\r\nhost: b' }] });
  assert.equal(userErrors[0]?.code, 'INVALID');
});

/** What a source may answer that is no feed, and what is told of it. */
const WRONG: readonly (readonly [string, Parameters<typeof startSource>[0], RegExp])[] = [
  ['an error', (_, response) => void response.writeHead(503, { 'retry-after': '600' }).end(), /answered 503/],
  ['a redirect', (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), /redirects/],
  ['something else', bytes(Buffer.from('<html>')), /no feed of GTFS-realtime/],
  ['too much', bytes(Buffer.alloc(20_001)), /more than 20000 bytes/],
  [
    'too much once unpacked',
    bytes(gzipSync(Buffer.alloc(1e6)), { 'content-encoding': 'gzip' }),
    /more than 20000 bytes/,
  ],
  ['what was not asked for', bytes(Buffer.of(1), { 'content-encoding': 'br' }), /answered in br/],
  ['nothing in time', () => {}, /no whole answer within 1500 ms/],
  ['a part and no more', (_, response) => void response.writeHead(200).write('x'), /no whole answer within 1500 ms/],
];

for (const [what, answering, expected] of WRONG) {
  test(`a feed that answers ${what} is told of, asked later, and works again by itself`, async () => {
    const tenant = await feedTenant(site);
    await tenant.tracker('bus');
    await site.positions.caughtUp(5_000);
    await using source = await startSource(answering);
    const { feed } = await tenant.create({ url: source.url, intervalSeconds: 10 });
    const failed = await tenant.polled(feed.id);
    assert.match(failed.lastError, expected);
    assert.deepEqual([failed.failures, failed.lastSuccessAt, failed.received], [1, null, 0]);
    const waitMs = Date.parse(failed.nextPollAt) - Date.parse(failed.lastPollAt);
    if (what === 'an error') assert.equal(waitMs, 600_000);
    else assert.ok(waitMs >= 8_000 && waitMs <= 12_000, `${waitMs} ms`);
    source.answer(vehicles(['bus']));
    site.advance(waitMs);
    const works = await tenant.polled(feed.id, failed.lastPollAt);
    assert.deepEqual([works.failures, works.lastError, works.stored], [0, null, 1]);
  });
}

test('a compressed feed is read, and asked for', async () => {
  const tenant = await feedTenant(site);
  await tenant.tracker('bus');
  await site.positions.caughtUp(5_000);
  await using source = await startSource((request, response, body) => {
    assert.equal(request.headers['accept-encoding'], 'gzip');
    const end = response.end.bind(response);
    response.setHeader('content-encoding', 'gzip');
    response.end = ((chunk: Uint8Array) => end(gzipSync(chunk))) as typeof response.end;
    return vehicles(['bus'])(request, response, body);
  });
  const { feed } = await tenant.create({ url: source.url });
  assert.equal((await tenant.polled(feed.id)).stored, 1);
});

test('a slow feed delays no other one', async () => {
  const [slow, quick] = [await feedTenant(site), await feedTenant(site)];
  await using stuck = await startSource(() => {});
  await using source = await startSource(vehicles([]));
  for (let i = 0; i < 12; i += 1) assert.ok((await slow.create({ url: stuck.url })).feed);
  for (const end = Date.now() + 15_000; stuck.under.now < 8; await sleep(10)) assert.ok(Date.now() < end);
  const beganAt = performance.now();
  const { feed } = await quick.create({ url: source.url });
  assert.equal((await quick.polled(feed.id)).lastError, null);
  assert.ok(performance.now() - beganAt < 1_400, 'before any of the slow ones has ended');
  assert.equal(stuck.under.most, 8, 'a tenant has a quarter of the places');
});

test('who may not see feeds of the whole tenant, and another tenant, can do nothing with one', async () => {
  const tenant = await feedTenant(site);
  await using source = await startSource(vehicles([]));
  const { feed } = await tenant.create({ url: source.url, enabled: false });
  assert.equal(feed.nextPollAt, null);
  const stranger = (await feedTenant(site)).viewer();
  for (const as of [tenant.viewer(['unit-a']), testViewer(tenant.tenantId, ['devices:write'])]) {
    assert.equal((await tenant.update({ feedId: feed.id, name: 'x' }, as)).errors[0].extensions.code, 'FORBIDDEN');
    assert.equal((await tenant.remove(feed.id, as)).errors[0].extensions.code, 'FORBIDDEN');
    assert.equal((await tenant.create({ url: source.url }, as)).errors[0].extensions.code, 'FORBIDDEN');
    assert.match(JSON.stringify(await site.run('{ positionFeeds { nodes { id } } }', { viewer: as })), /FORBIDDEN/);
  }
  assert.equal((await tenant.update({ feedId: feed.id, name: 'x' }, stranger)).userErrors[0].code, 'NOT_FOUND');
  assert.equal((await tenant.remove(feed.id, stranger)).userErrors[0].code, 'NOT_FOUND');
  assert.equal((await tenant.remove(feed.id)).feedId, feed.id);
  assert.equal(await tenant.one(feed.id), null);
});

function skipped(): string | false {
  return existsSync(RECORDED) ? false : `needs shared/data/${FOLDER}`;
}
