import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { findMyKey, sealReport } from '@trekker/protocols';

import { feedTenant, startSource } from './feed-site.ts';
import { startPositions, type TestPositions } from './positions.ts';

let source: Awaited<ReturnType<typeof startSource>>;
let site: TestPositions;
/** What the source has, by the hash it is asked for. */
let reports: readonly { readonly id: string; readonly payload: string; readonly datePublished?: number }[] = [];
/** Reports on a page; what is behind it is asked for with a cursor. */
let pageSize = 1_000;

before(async () => {
  source = await startSource((_request, response, body) => {
    const asked = JSON.parse(body.toString());
    const wanted = reports.filter(({ id }) => asked.ids.includes(id));
    const from = Number(asked.cursor ?? 0);
    const next = from + pageSize < wanted.length ? String(from + pageSize) : undefined;
    response.end(JSON.stringify({ results: wanted.slice(from, from + pageSize), next }));
  });
  site = await startPositions({
    TREKKER_POSITIONS_FIND_MY_FETCHER: 'http',
    TREKKER_POSITIONS_FIND_MY_URL: source.url,
    TREKKER_POSITIONS_FIND_MY_AUTHORIZATION: 'Basic b3BlcmF0b3I=',
  });
});
after(async () => {
  await site[Symbol.asyncDispose]();
  await source[Symbol.asyncDispose]();
});

const RECORDED = join(import.meta.dirname, '../../../../shared/data/findmy/reports.json');
const SET = `mutation ($input: SetFindMyKeysInput!) { setFindMyKeys(input: $input) {
  tracker { id findMyKeyCount } userErrors { field code message } } }`;

async function tags() {
  const tenant = await feedTenant(site);
  const viewer = tenant.viewer();
  return {
    ...tenant,
    feed: async () => (await tenant.create({ kind: 'FIND_MY', name: 'Tags' })).feed,
    async set(trackerId: string, keys: readonly string[], as = viewer) {
      const { data, errors } = await site.run(SET, { viewer: as, variables: { input: { trackerId, keys } } });
      return data?.setFindMyKeys ?? { errors };
    },
    history: () => site.postgres.admin<{ tracker: string; at: number; lat: number; lon: number }[]>`
      select tracker_id as tracker, extract(epoch from recorded_at)::bigint as at, latitude_e7 as lat, longitude_e7 as lon
      from positions.history where tenant_id = ${tenant.tenantId} order by recorded_at, latitude_e7`,
  };
}

/** A key, the same for the same text, and reports about it. */
function tag(text: string) {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 28);
  bytes[0] = 1;
  const key = findMyKey(new Uint8Array(bytes));
  assert.equal(key.kind, 'key');
  return {
    privateKey: bytes.toString('base64'),
    hash: key.hashedAdvertisementKey,
    report(second: number) {
      const ephemeral = findMyKey(
        new Uint8Array(createHash('sha256').update(`finder ${second}`).digest()).slice(0, 28).fill(1, 0, 1),
      );
      assert.equal(ephemeral.kind, 'key');
      const recordedAt = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000 + second * 1_000;
      const place = { latitude: 52.5 + second / 1e5, longitude: 13.4, accuracyMeters: 20, status: 0 };
      const payload = sealReport({ ...place, recordedAt, confidence: 2 }, { tag: key, ephemeral });
      return { id: key.hashedAdvertisementKey, payload: Buffer.from(payload).toString('base64') };
    },
  };
}

test(
  'recorded reports become positions of the trackers they are about, and bad ones are refused and counted',
  { skip: skipped() },
  async () => {
    const recorded = JSON.parse(readFileSync(RECORDED, 'utf8'));
    const tenant = await tags();
    const byKey = new Map<string, string>();
    const all = [...recorded.vectors, ...recorded.must_fail];
    for (const { private_key_b64: key } of all)
      if (!byKey.has(key)) byKey.set(key, await tenant.tracker(`tag ${byKey.size}`));
    await site.positions.caughtUp(5_000);
    for (const [key, trackerId] of byKey) {
      const { tracker, userErrors } = await tenant.set(trackerId, [key]);
      assert.deepEqual([userErrors, tracker?.findMyKeyCount], [[], 1]);
    }
    const hashOf = (base64: string) => {
      const key = findMyKey(new Uint8Array(Buffer.from(base64, 'base64')));
      return key.kind === 'key' ? key.hashedAdvertisementKey : '';
    };
    reports = all.map((one) => ({ id: hashOf(one.private_key_b64), payload: one.payload_b64 }));
    const feed = await tenant.feed();
    const polled = await tenant.polled(feed.id);
    const { vectors, must_fail: bad } = recorded;
    assert.deepEqual(
      [polled.lastError, polled.received, polled.stored, polled.quarantined + polled.rejected],
      [null, all.length, vectors.length, bad.length],
    );
    const expected = vectors.map((one: any) => [
      byKey.get(one.private_key_b64),
      one.expected.timestamp,
      Math.round(one.expected.lat * 1e7),
      Math.round(one.expected.lon * 1e7),
    ]);
    const got = (await tenant.history()).map(({ tracker, at, lat, lon }) => [tracker, at, lat, lon]);
    const sorted = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).toSorted();
    assert.deepEqual(sorted(got), sorted(expected));
    assert.ok((await tenant.quarantined()).every(({ transport }) => transport === 'find-my'));
  },
);

test('a source is asked by hashes of keys alone, page by page, with what the operator gave it', async () => {
  const tenant = await tags();
  const [one, other] = [tag('one'), tag('other')];
  const trackerId = await tenant.tracker('tag');
  await site.positions.caughtUp(5_000);
  assert.equal((await tenant.set(trackerId, [one.privateKey, other.privateKey])).tracker.findMyKeyCount, 2);
  reports = [one.report(1), other.report(2), one.report(3), tag('somebody else').report(4), one.report(5)];
  pageSize = 2;
  const before = source.asked.length;
  const feed = await tenant.feed();
  const first = await tenant.polled(feed.id);
  pageSize = 1_000;
  assert.deepEqual([first.lastError, first.received, first.stored], [null, 4, 4]);
  const asked = source.asked.slice(before);
  assert.deepEqual(
    asked.map(({ body }) => JSON.parse(body).cursor),
    [undefined, '2'],
  );
  for (const { headers, body } of asked) {
    assert.equal(headers.authorization, 'Basic b3BlcmF0b3I=');
    const { ids, days } = JSON.parse(body);
    assert.deepEqual([new Set(ids), days], [new Set([one.hash, other.hash]), 7]);
    assert.ok(!body.includes(one.privateKey));
  }
  site.advance(900_000);
  const second = await tenant.polled(feed.id, first.lastPollAt);
  assert.deepEqual([second.received, second.stored, second.duplicates], [8, 4, 4]);
});

test('keys are kept encrypted, never shown, replaced and taken away, and each is one tracker’s', async () => {
  const tenant = await tags();
  const [one, other] = [tag('a'), tag('b')];
  const trackers = [await tenant.tracker('a', 'unit-a'), await tenant.tracker('b', 'unit-b')];
  await site.positions.caughtUp(5_000);
  const [a = '', b = ''] = trackers;
  await tenant.set(a, [one.privateKey]);
  const rows = await site.postgres.admin`select * from positions.find_my_keys where tenant_id = ${tenant.tenantId}`;
  const kept = rows
    .flatMap((row) => Object.values(row))
    .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)));
  assert.ok(!kept.join().includes(one.privateKey));
  assert.ok(!kept.join().includes(Buffer.from(one.privateKey, 'base64').toString('latin1')));
  const taken = await tenant.set(b, [other.privateKey, one.privateKey]);
  assert.deepEqual([taken.userErrors[0].code, taken.userErrors[0].field], ['KEY_TAKEN', ['input', 'keys', '1']]);
  for (const bad of ['', 'AAAA', Buffer.alloc(28).toString('base64'), Buffer.alloc(28, 255).toString('base64')]) {
    const { userErrors } = await tenant.set(b, [other.privateKey, bad]);
    assert.deepEqual([userErrors[0].code, userErrors[0].field], ['INVALID', ['input', 'keys', '1']], bad);
  }
  assert.equal((await tenant.set(a, [other.privateKey])).tracker.findMyKeyCount, 1);
  assert.equal((await tenant.set(b, [one.privateKey])).userErrors.length, 0, 'it is free again');
  assert.equal((await tenant.set(a, [])).tracker.findMyKeyCount, 0);
  const partial = tenant.viewer(['unit-a']);
  const counted = `query ($id: ID!) {
    _entities(representations: [{ __typename: "Tracker", id: $id }]) { ... on Tracker { findMyKeyCount } } }`;
  const countFor = async (viewer: typeof partial) =>
    (await site.run(counted, { viewer, variables: { id: b } })).data._entities[0].findMyKeyCount;
  assert.deepEqual([await countFor(tenant.viewer()), await countFor(partial)], [1, 0], 'it is of another unit');
  assert.equal((await tenant.set(b, [], partial)).userErrors[0].code, 'NOT_FOUND');
  const stranger = (await tags()).viewer();
  assert.equal((await tenant.set(b, [], stranger)).userErrors[0].code, 'NOT_FOUND');
});

test('of two trackers that are given one key at once, one has it and the other is refused', async () => {
  const tenant = await tags();
  const [a, b] = [await tenant.tracker('at once a'), await tenant.tracker('at once b')];
  await site.positions.caughtUp(5_000);
  for (let round = 0; round < 10; round += 1) {
    const { privateKey } = tag(`at once ${round}`);
    const set = await Promise.all([a, b].map((trackerId) => tenant.set(trackerId, [privateKey])));
    const codes = set.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code));
    assert.deepEqual(codes, ['KEY_TAKEN'], `round ${round}`);
    for (const trackerId of [a, b]) await tenant.set(trackerId, []);
  }
});

test('a tenant has one feed of Find My', async () => {
  const tenant = await tags();
  const made = await Promise.all([1, 2, 3].map(() => tenant.create({ kind: 'FIND_MY', enabled: false })));
  assert.deepEqual(
    made.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code)),
    ['EXISTS', 'EXISTS'],
  );
});

test('a source that fails is told of and asked again, what came before it failed is there, and a bad report is one', async () => {
  const tenant = await tags();
  const own = tag('failing');
  const trackerId = await tenant.tracker('failing');
  await site.positions.caughtUp(5_000);
  await tenant.set(trackerId, [own.privateKey]);
  const good = own.report(1);
  const bad = { ...own.report(2), payload: 'not a report' };
  source.answer((_request, response, body) => {
    if (JSON.parse(body.toString()).cursor === 'more') return void response.writeHead(503).end();
    response.end(JSON.stringify({ results: [good], next: 'more' }));
  });
  const feed = await tenant.feed();
  const failed = await tenant.polled(feed.id);
  assert.deepEqual([failed.lastError, failed.lastSuccessAt, failed.stored], ['http: answered 503', null, 1]);
  for (const [answer, expected] of [
    ['nonsense', /something else than reports/],
    ['{"results":[{}]}', /something else than reports/],
    [JSON.stringify({ results: [], next: 'x' }), /names the page it is on/],
  ] as const) {
    source.answer((_request, response) => void response.end(answer));
    const { lastPollAt } = await tenant.one(feed.id);
    await tenant.update({ feedId: feed.id, enabled: false });
    await tenant.update({ feedId: feed.id, enabled: true });
    assert.match((await tenant.polled(feed.id, lastPollAt)).lastError, expected);
  }
  source.answer((_request, response) => void response.end(JSON.stringify({ results: [good, bad] })));
  const { lastPollAt } = await tenant.one(feed.id);
  site.advance(7_200_000);
  const works = await tenant.polled(feed.id, lastPollAt);
  const { received, stored, duplicates, quarantined } = works;
  assert.deepEqual([received, stored, duplicates, quarantined, works.lastError], [3, 1, 1, 1, null]);
  const [kept] = await tenant.quarantined();
  assert.match(kept?.raw ?? '', /"datePublished"/);
});

test('an operator may name a module that fetches reports', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trekker-fetcher-'));
  const own = tag('module');
  const path = join(folder, 'fetcher.mjs');
  const { payload } = own.report(7);
  writeFileSync(
    path,
    `export const createReportFetcher = () => ({ name: 'mine', mostKeys: 1, fetch: async ({ hashedKeys }) => ({ kind: 'page',
      next: null, reports: [{ hashedKey: hashedKeys[0], publishedAt: null, payload: Buffer.from('${payload}', 'base64') }] }) });`,
  );
  await using beside = await startPositions({ TREKKER_POSITIONS_FIND_MY_FETCHER: path });
  const tenant = await feedTenant(beside);
  const trackerId = await tenant.tracker('tag');
  await beside.positions.caughtUp(5_000);
  await beside.run(SET, { viewer: tenant.viewer(), variables: { input: { trackerId, keys: [own.privateKey] } } });
  const { feed } = await tenant.create({ kind: 'FIND_MY' });
  assert.equal((await tenant.polled(feed.id)).stored, 1);
  const problem = (expected: RegExp) => (failure: any) => expected.test(String(failure.cause ?? failure));
  await assert.rejects(
    startPositions({ TREKKER_POSITIONS_FIND_MY_FETCHER: join(folder, 'none.mjs') }),
    problem(/cannot be loaded/),
  );
  writeFileSync(join(folder, 'empty.mjs'), 'export {};');
  await assert.rejects(
    startPositions({ TREKKER_POSITIONS_FIND_MY_FETCHER: join(folder, 'empty.mjs') }),
    problem(/createReportFetcher/),
  );
  await assert.rejects(
    startPositions({ TREKKER_POSITIONS_FIND_MY_FETCHER: 'http' }),
    problem(/TREKKER_POSITIONS_FIND_MY_URL/),
  );
  await rm(folder, { recursive: true });
});

function skipped(): string | false {
  return existsSync(RECORDED) ? false : 'needs shared/data/findmy';
}
