import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { createLogger } from '@trekker/kit';

import { feedTenant, LOOPBACK, startSource, vehicles } from './feed-site.ts';
import { startPositions, type TestPositions } from './positions.ts';

/** What names stand for; a name that is not here stands for nothing. */
const names = new Map<string, readonly string[]>();
const resolve = async (host: string) => names.get(host) ?? [];

let site: TestPositions;
before(async () => void (site = await startPositions({}, createLogger('error'), { resolve })));
after(() => site[Symbol.asyncDispose]());

test('a feed is refused whose address may not be called, and why is said', async () => {
  const tenant = await feedTenant(site);
  await using source = await startSource(vehicles([]));
  names.set('mixed.example', ['8.8.8.8', '10.0.0.1']).set('public.example', ['8.8.8.8']);
  for (const [url, expected] of [
    [source.url, /must begin with https/],
    ['https://127.0.0.1/', /not public/],
    ['https://2130706433/', /not public/],
    ['https://[::ffff:169.254.169.254]/', /not public/],
    ['https://mixed.example/feed', /^mixed\.example may not be called: it is not public$/],
    ['http://public.example/feed', /must begin with https/],
    ['https://nothing.example/', /could not be resolved/],
    ['https://name:word@public.example/', /no name and password/],
    ['file:///etc/passwd', /must begin with https/],
    ['nonsense', /must be an address/],
  ] as const) {
    const { feed, userErrors } = await tenant.create({ url });
    assert.equal(feed, null, url);
    assert.deepEqual([userErrors[0].field, userErrors[0].code], [['input', 'url'], 'TARGET_REFUSED'], url);
    assert.match(userErrors[0].message, expected, url);
  }
  const { feed } = await tenant.create({ url: 'https://public.example/', enabled: false });
  const changed = await tenant.update({ feedId: feed.id, url: 'https://127.0.0.1/' });
  assert.equal(changed.userErrors[0].code, 'TARGET_REFUSED');
  assert.deepEqual(source.asked, []);
});

test('a name that stands for an address of ours by the time of a poll is refused then, and nobody is called', async () => {
  const tenant = await feedTenant(site);
  await using source = await startSource(vehicles([]));
  names.set('turning.example', ['8.8.8.8']);
  const url = source.url.replace('http://127.0.0.1', 'https://turning.example');
  const { feed } = await tenant.create({ url, enabled: false });
  names.set('turning.example', ['127.0.0.1']);
  await tenant.update({ feedId: feed.id, enabled: true });
  const polled = await tenant.polled(feed.id);
  assert.equal(polled.lastError, 'turning.example may not be called: it is not public');
  assert.deepEqual([source.asked, polled.failures], [[], 1]);
});

test('a feed is refused that its kind, its limits or its key forbid, by field and value', async () => {
  const tenant = await feedTenant(site);
  names.set('public.example', ['8.8.8.8']);
  const url = 'https://public.example/';
  for (const [input, field, code, expected] of [
    [{}, 'url', 'INVALID', /must be given/],
    [{ url, intervalSeconds: 9 }, 'intervalSeconds', 'INVALID', /from 10 to 86400, got 9/],
    [{ url, intervalSeconds: 86_401 }, 'intervalSeconds', 'INVALID', /got 86401/],
    [{ url, name: ' ' }, 'name', 'INVALID', /at least 1/],
    [{ url, identifierPrefix: 'x'.repeat(51) }, 'identifierPrefix', 'INVALID', /at most 50/],
    [{ kind: 'FIND_MY' }, 'kind', 'SWITCHED_OFF', /nobody to ask/],
    [{ kind: 'FIND_MY', url }, 'url', 'INVALID', /must be absent/],
    [{ kind: 'FIND_MY', intervalSeconds: 299 }, 'intervalSeconds', 'INVALID', /from 300/],
  ] as const) {
    const { feed, userErrors } = await tenant.create(input);
    assert.deepEqual([feed, userErrors[0].field, userErrors[0].code], [null, ['input', field], code]);
    assert.match(userErrors[0].message, expected);
  }
  const off = { url, enabled: false, idempotencyKey: 'once' };
  const { feed } = await tenant.create(off);
  assert.equal((await tenant.create(off)).feed.id, feed.id, 'the same call is the same feed');
  assert.equal((await tenant.create({ ...off, name: 'Another' })).userErrors[0].code, 'KEY_USED');
});

test('however many are added at once, a tenant has no more feeds than it may', async () => {
  const tenant = await feedTenant(site);
  names.set('public.example', ['8.8.8.8']);
  const off = { url: 'https://public.example/', enabled: false };
  const made = await Promise.all(Array.from({ length: 26 }, () => tenant.create(off)));
  const codes = made.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code));
  assert.deepEqual(
    codes,
    Array.from({ length: 6 }, () => 'TOO_MANY'),
  );
  const listed = await site.run('{ positionFeeds(first: 5) { totalCount nodes { id } pageInfo { hasNextPage } } }', {
    viewer: tenant.viewer(),
  });
  const { totalCount, nodes, pageInfo } = listed.data.positionFeeds;
  assert.deepEqual([totalCount, nodes.length, pageInfo.hasNextPage], [20, 5, true]);
});

test('an operator lets feeds be where they may not be otherwise', async () => {
  await using allowed = await startPositions(LOOPBACK);
  const tenant = await feedTenant(allowed);
  await using source = await startSource(vehicles([]));
  const { feed } = await tenant.create({ url: source.url });
  assert.equal((await tenant.polled(feed.id)).lastError, null);
});
