import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';

import { afterTest, newDataFolder } from '../src/postgres/testing/data-folder.ts';
import { createClient, signIn, type Client } from './support/client.ts';
import { openSocket } from './support/live-socket.ts';
import { isClosed, remainsOf, startProduct, type Product } from './support/product.ts';

// All rotas: of a few people nobody is on duty at some hours.
const DEMO = {
  TREKKER_DEMO: 'true',
  TREKKER_DEMO_PEOPLE: '40',
  TREKKER_DEMO_PAST_DAYS: '0',
};

test('starts, answers everywhere, stops in order at one Ctrl-C, and goes on where it was', async (t) => {
  const dataDir = newDataFolder(t);
  const first = startProduct(t, { dataDir, env: DEMO });
  const origin = await first.origin();
  await assertAnswersEverywhere(first);
  const login = await printedLogin(first);
  const client = await signIn(origin, login);
  const sender = await startSender(first, client);
  using socket = await openSocket(origin, client.token);
  socket.subscribe('live', 'subscription { positionsChanged { cursor } }');
  await socket.frame(({ type }) => type === 'next');
  await sender.acknowledged(50);

  const second = startProduct(t, { dataDir });
  assert.equal(await second.ended, 1);
  assert.match(second.output(), /another Trekker \(process \d+\) uses the data folder/);
  assert.ok(second.output().includes(dataDir));

  const began = performance.now();
  first.interrupt();
  assert.equal(await first.ended, 0, first.output());
  const tookMs = performance.now() - began;
  assert.ok(tookMs < 10_000, `stopping took ${tookMs} ms`);
  assert.match(first.output(), /Stopping …\s*$/, 'and nothing went wrong on the way');
  assert.equal((await socket.closed).code, 1012, 'live clients are asked to come back');
  assert.deepEqual(remainsOf(dataDir), []);
  assert.ok(await isClosed(`${origin}/healthz`));
  const sent = await sender.stopped;

  const again = startProduct(t, { dataDir, env: DEMO });
  await again.origin();
  assert.deepEqual(await printedLogin(again), login);
  const returned = await signIn(await again.origin(), login);
  assert.deepEqual(await storedFixes(returned, sender.trackerId, sent), sent);
  again.interrupt();
  assert.equal(await again.ended, 0, again.output());
});

test('says which port is taken and by which option to choose another, and leaves nothing running', async (t) => {
  const dataDir = newDataFolder(t);
  const port = await takenPort(t);
  for (const option of ['TREKKER_GATEWAY_PORT', 'TREKKER_POSITIONS_PHONE_PORT']) {
    const product = startProduct(t, { dataDir, env: { [option]: String(port) } });
    assert.equal(await product.ended, 1);
    assert.match(product.output(), new RegExp(`port ${port} .*${option}`));
    assert.doesNotMatch(product.output(), /\n +at /, 'a sentence, no stack');
    assert.deepEqual(remainsOf(dataDir), []);
  }
});

test('lists everything that is wrong with its configuration', async (t) => {
  const dataDir = newDataFolder(t);
  const env = {
    TREKKER_LOG_LEVEL: 'loud',
    TREKKER_GATEWAY_PORT: '99999',
    TREKKER_WEB_PORT: 'x',
    TREKKER_TENANCY_ACCESS_TOKEN_MS: '1',
    TREKKER_POSITIONS_GATHER_MS: '-1',
    TREKKER_TRACKERS_IDLE_WITHIN_MS: 'never',
  };
  const product = startProduct(t, { dataDir, env });
  assert.equal(await product.ended, 1);
  for (const name of Object.keys(env)) assert.match(product.output(), new RegExp(`^ +${name} `, 'm'));
  assert.deepEqual(readdirSync(dataDir), [], 'and has touched nothing');
});

test('gives no login to the network: whoever reads the output makes the first administrator, once', async (t) => {
  const dataDir = newDataFolder(t);
  const env = { ...DEMO, TREKKER_WEB_HOST: '0.0.0.0' };
  const product = startProduct(t, { dataDir, env });
  const [, token] = await product.printed(/token ([\w-]+)\)/);
  assert.doesNotMatch(product.output(), /Password|#token/);
  const client = createClient(await product.origin(), null);
  const input = { token, tenant: 'demo', tenantName: 'Acme', timeZone: 'Etc/UTC', signInName: 'ada', name: 'Ada' };
  const password = 'correct horse battery staple';
  await client.change('setUp', 'tenant { slug }', { ...input, password });
  await signIn(await product.origin(), { tenant: 'demo', name: 'ada', password });
  await assert.rejects(client.change('setUp', 'tenant { slug }', { ...input, password }), /SET_UP_REFUSED/);
  await assert.rejects(signIn(await product.origin(), { tenant: 'demo', name: 'admin', password }), /SIGN_IN_REFUSED/);
  const bare = await fetch(`${await product.intake()}/?id=nobody&lat=1&lon=1`);
  assert.equal(bare.status, 401, 'a tenant that happens to be called demo is not open to devices');
  product.interrupt();
  assert.equal(await product.ended, 0, product.output());
});

test('works where it listens on other addresses than the usual', async (t) => {
  const hosts = { TREKKER_WEB_HOST: '127.0.0.2', TREKKER_HOST: '127.0.0.3' };
  const product = startProduct(t, { dataDir: newDataFolder(t), env: { ...DEMO, ...hosts } });
  const origin = await product.origin();
  assert.equal(new URL(origin).hostname, '127.0.0.2');
  assert.equal(new URL(await product.intake()).hostname, '127.0.0.3');
  const client = await signIn(origin, await printedLogin(product));
  const newest = async () => (await client.run('{ latestPositions { nodes { id } } }')).latestPositions.nodes.length;
  for (const end = Date.now() + 10_000; (await newest()) < 2;)
    assert.ok(Date.now() < end, 'the people of the demo report');
  product.interrupt();
  assert.equal(await product.ended, 0, product.output());
});

async function assertAnswersEverywhere(product: Product): Promise<void> {
  const origin = await product.origin();
  const [, devices = ''] = await product.printed(/Devices +(http:\S+)/);
  for (const [url, status, body] of [
    [`${origin}/graphiql`, 200, /<!doctype html/i],
    [`${origin}/healthz`, 200, /^ok/],
    [`${origin}/readyz`, 200, /^ready/],
    [`${origin}/metrics`, 200, /^# HELP /m],
    [`${devices}?id=nobody&lat=1&lon=1`, 400, /nobody/],
  ] as const) {
    const response = await fetch(url);
    assert.equal(response.status, status, url);
    assert.match(await response.text(), body);
  }
  const [, token = ''] = await product.printed(/GraphiQL .*#token=(\S+)/);
  const { viewer } = await createClient(origin, token).run('{ viewer { tenant { slug } user { signInName } } }');
  assert.deepEqual(viewer, { tenant: { slug: 'demo' }, user: { signInName: 'admin' } });
}

async function printedLogin(product: Product) {
  const [, tenant = '', name = '', password = ''] = await product.printed(
    /Tenant +(\S+)\s+Name +(\S+)\s+Password +(\S+)/,
  );
  return { tenant, name, password };
}

/** Reports one fix after the other, each a second later than the last, until the intake is gone. */
async function startSender(product: Product, client: Client) {
  const input = { name: 'Numbered', identifier: 'numbered' };
  const trackerId: string = (await client.change('addTracker', 'tracker { id }', input)).tracker.id;
  const intake = await product.intake();
  const start = Date.now() - 3_600_000;
  const acknowledged: string[] = [];
  const stopped = (async () => {
    for (let n = 0; ; n += 1) {
      const time = start + n * 1_000;
      const response = await fetch(`${intake}/?id=numbered&lat=50&lon=${n / 10_000}&timestamp=${time}`).catch(
        () => null,
      );
      if (!response?.ok) return acknowledged;
      acknowledged.push(new Date(time).toISOString());
    }
  })();
  return {
    trackerId,
    /** Instants of the fixes that were acknowledged. */
    stopped,
    async acknowledged(atLeast: number) {
      while (acknowledged.length < atLeast) await new Promise((resolve) => setTimeout(resolve, 10));
    },
  };
}

/** Instants of a tracker's stored fixes, as many as were acknowledged. */
async function storedFixes(client: Client, id: string, sent: readonly string[]): Promise<string[]> {
  const document = `query Stored($id: ID!, $after: String) { tracker(id: $id) {
    positions(from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z", first: 500, after: $after) {
      nodes { recordedAt } pageInfo { hasNextPage endCursor } } } }`;
  const stored: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { nodes, pageInfo }: any = (await client.run(document, { id, after })).tracker.positions;
    stored.push(...nodes.map((node: { recordedAt: string }) => node.recordedAt));
    [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
  }
  // One more may have been committed whose acknowledgement never arrived.
  return stored.slice(0, sent.length);
}

async function takenPort(t: TestContext): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  afterTest(t, () => server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
