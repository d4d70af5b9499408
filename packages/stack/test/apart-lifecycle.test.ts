import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { newDataFolder } from '../src/postgres/testing/data-folder.ts';
import { ALL_READY, readyz } from './apart/readiness.ts';
import { signIn } from './support/client.ts';
import { partsOf, remainsOf, startProduct, type Product } from './support/product.ts';

/** Where Node is, and where Redis is. */
const PATH = `${dirname(process.execPath)}:${process.env['PATH']}`;
const DEMO = {
  PATH,
  TREKKER_DEMO: 'true',
  // Enough for all rotas: of a few people nobody is on duty at some hours.
  TREKKER_DEMO_PEOPLE: '40',
  TREKKER_DEMO_VEHICLES: '0',
  TREKKER_DEMO_PAST_DAYS: '0',
};

async function printedLogin(product: Product) {
  const [, tenant = '', name = '', password = ''] = await product.printed(
    /Tenant +(\S+)\s+Name +(\S+)\s+Password +(\S+)/,
  );
  return { tenant, name, password };
}

test('one command brings everything up with the demo, one Ctrl-C takes everything down, and nothing is left after kill -9', async (t) => {
  const dataDir = newDataFolder(t);
  const first = startProduct(t, { dataDir, mode: 'apart', env: DEMO });
  const origin = await first.origin();
  const client = await signIn(origin, await printedLogin(first));
  const newest = async () => (await client.run('{ latestPositions { nodes { id } } }')).latestPositions.nodes.length;
  for (const end = Date.now() + 20_000; (await newest()) < 1; await sleep(50))
    assert.ok(Date.now() < end, 'the people of the demo report');
  assert.match(await readyz(origin), ALL_READY);
  first.interrupt();
  assert.equal(await first.ended, 0, first.output());
  assert.match(first.output(), /Stopping …\s*$/, 'and nothing went wrong on the way');
  assert.deepEqual([remainsOf(dataDir), partsOf(dataDir)], [[], []]);

  const second = startProduct(t, { dataDir, mode: 'apart', env: DEMO });
  assert.deepEqual(await printedLogin(second), await printedLogin(first));
  second.killKeeper();
  // PostgreSQL stays, and is found again.
  for (const end = Date.now() + 30_000; partsOf(dataDir).length > 0; await sleep(50))
    assert.ok(Date.now() < end, 'processes outlive the one that kept them');
  const third = startProduct(t, { dataDir, mode: 'apart', env: DEMO });
  assert.match(await readyz(await third.origin()), ALL_READY);
  third.interrupt();
  assert.equal(await third.ended, 0, third.output());
  assert.deepEqual([remainsOf(dataDir), partsOf(dataDir)], [[], []]);
});

for (const mode of ['together', 'apart'] as const) {
  test(`Ctrl-C while everything starts ${mode} is honoured at once`, async (t) => {
    const dataDir = newDataFolder(t);
    const product = startProduct(t, { dataDir, mode, env: DEMO });
    // Amid the start, not before the program has begun to listen for signals.
    while (partsOf(dataDir).length === 0 || remainsOf(dataDir).length === 0) await sleep(10);
    const began = performance.now();
    product.interrupt();
    assert.equal(await product.ended, 0, product.output());
    assert.ok(performance.now() - began < 15_000, `${performance.now() - began} ms`);
    assert.doesNotMatch(product.output(), /Ready\./);
    assert.deepEqual([remainsOf(dataDir), partsOf(dataDir)], [[], []]);
  });
}

test('says how to install Redis where there is none', async (t) => {
  const env = { ...DEMO, PATH: dirname(process.execPath) };
  const product = startProduct(t, { dataDir: newDataFolder(t), mode: 'apart', env });
  assert.equal(await product.ended, 1);
  assert.match(product.output(), /redis-server is not on PATH[^]*apt-get install redis-server/);
});

test('says which port is taken, and lists everything that is wrong with its configuration', async (t) => {
  const dataDir = newDataFolder(t);
  const wrong = { ...DEMO, TREKKER_APART_PROCESSES: 'geofences=many', TREKKER_GATEWAY_PORT: 'x' };
  const misled = startProduct(t, { dataDir, mode: 'apart', env: wrong });
  assert.equal(await misled.ended, 1);
  assert.match(misled.output(), /TREKKER_APART_PROCESSES must be like geofences=2, 1 to 16 each, got "geofences=many"/);
  assert.match(misled.output(), /TREKKER_GATEWAY_PORT must be/);
});
