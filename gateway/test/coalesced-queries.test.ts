import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDeadline } from '../src/operation/deadline.ts';
import { testEngine, viewerOf, type TestEngine } from './engine-harness.ts';

const SLOW = 'query ($a: String = "1") { whoAmI slow(ms: 80) readAfter representations(of: $a) }';

let gateway: TestEngine;
beforeEach(async () => {
  gateway = await testEngine({ coalesceQueries: true });
});
afterEach(() => gateway.engine.stop());

const asked = () => gateway.world.calls('people');

describe('equal queries of one caller under way together', () => {
  test('are run once, and once more when they are over', async () => {
    const ada = viewerOf('ada');
    const answers = await Promise.all(Array.from({ length: 6 }, () => gateway.ask(SLOW, { a: '2' }, { viewer: ada })));
    assert.deepEqual(new Set(answers.map(({ text }) => text)).size, 1);
    assert.equal(answers[0]?.data?.['whoAmI'], 'ada');
    assert.equal(asked(), 1);
    await gateway.ask(SLOW, { a: '2' }, { viewer: ada });
    assert.equal(asked(), 2);
  });

  test('are run apart where the caller, a right, a variable or what was read differs', async () => {
    const ada = viewerOf('ada');
    await Promise.all([
      gateway.ask(SLOW, {}, { viewer: ada }),
      gateway.ask(SLOW, { a: '2' }, { viewer: ada }),
      gateway.ask(SLOW, {}, { viewer: viewerOf('eve') }),
      gateway.ask(SLOW, {}, { viewer: viewerOf('ada', { tenantId: 'other' }) }),
      gateway.ask(SLOW, {}, { viewer: viewerOf('ada', { grants: [] }) }),
      gateway.ask(SLOW, {}, { viewer: ada, readAfter: { 'people/acme/0': 1 } }),
      gateway.ask(SLOW, {}, { viewer: ada, forwarded: { headers: { authorization: 'x' }, connectionParams: null } }),
      gateway.ask(SLOW, {}, { viewer: null }),
    ]);
    assert.equal(asked(), 8);
  });

  test('are run apart as mutations', async () => {
    const touch = 'mutation { rename(input: { id: "p1", name: "B" }) { person { id } } }';
    await Promise.all([gateway.ask(touch), gateway.ask(touch)]);
    assert.equal(asked(), 2);
  });

  test('go on for the others when one leaves, and end with the last', async () => {
    using leaving = startDeadline(10_000);
    using last = startDeadline(10_000);
    const long = '{ slow(ms: 4000) }';
    const answers = [leaving, last].map(({ signal }) => gateway.ask(long, {}, { signal }));
    while (asked() === 0) await sleep(5);
    await sleep(30);
    leaving.cancel();
    await sleep(30);
    const signal = gateway.world.subgraphs.get('people')?.requests[0]?.signal;
    assert.equal(signal?.aborted, false);
    last.cancel();
    await Promise.all(answers);
    assert.equal(signal?.aborted, true);
    assert.equal(asked(), 1);
  });
});

test('equal queries are run apart unless that is switched on', async () => {
  const other = await testEngine();
  await Promise.all([other.ask(SLOW), other.ask(SLOW)]);
  assert.equal(other.world.calls('people'), 2);
  await other.engine.stop();
});
