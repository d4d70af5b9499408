import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { createClient } from 'redis';

import { createLogTail, redisPubSub, SHARED, silentLogger, type SharedPubSub } from '../src/index.ts';
import { ownRedis, type OwnRedis } from '../src/testing/own-redis.ts';

const BEAT_MS = 50;
let redis: OwnRedis;
before(async () => {
  redis = ownRedis();
  await redis.start();
});
after(() => redis[Symbol.asyncDispose]());

/** PubSub as a process of its own would have it. */
async function joined(t: TestContext, { namespace = t.name } = {}): Promise<SharedPubSub & { heard: unknown[] }> {
  const pubsub = redisPubSub({ url: redis.url, namespace, log: silentLogger, beatMs: BEAT_MS });
  const heard: unknown[] = [];
  pubsub.subscribe('news', (message) => heard.push(message));
  await pubsub.start();
  t.after(() => pubsub.stop());
  return { ...pubsub, heard };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; !(await holds()); await sleep(5))
    assert.ok(Date.now() < end, 'it takes too long');
}

test('carries messages between processes, to everybody once, and not between installations', async (t) => {
  const [one, other, stranger] = [await joined(t), await joined(t), await joined(t, { namespace: 'another' })];
  one.publish('news', { n: 1 });
  assert.deepEqual(one.heard, [{ n: 1 }], 'at once in the own process');
  await until(() => other.heard.length > 0);
  other.publish('news', 'x'.repeat(100_000));
  await until(() => one.heard.length > 1);
  await sleep(50);
  assert.deepEqual([one.heard.length, other.heard.length, stranger.heard.length], [2, 2, 0]);
});

test('stays quiet for whoever has left and whatever nobody listens to', async (t) => {
  const [one, other] = [await joined(t), await joined(t)];
  const heard: unknown[] = [];
  const leave = other.subscribe('gossip', (message) => heard.push(message));
  leave();
  one.publish('gossip', 1);
  one.publish('news', 2);
  await until(() => other.heard.length > 0);
  assert.deepEqual(heard, []);
});

test('survives messages no process of ours would send', async (t) => {
  const one = await joined(t);
  const tail = createLogTail(one);
  const moved: unknown[] = [];
  tail.onMoved('things', (head) => moved.push(head));
  tail.onChanged('notes.words', (tenantId) => moved.push(tenantId));
  one.subscribe('trap', () => {
    throw new Error('a listener that fails');
  });
  const intruder = createClient({ socket: { path: redis.url.slice('unix://'.length), tls: false } });
  await intruder.connect();
  t.after(() => intruder.destroy());
  const send = (channel: string, text: string) => intruder.publish(`${t.name}:${channel}`, text);
  for (const channel of ['log:things', 'view:notes.words', 'beat', 'trap']) {
    for (const message of ['1', 'null', '{', '[]', '{"from":1}', '{"from":"x","message":{"head":{},"offset":"1"}}']) {
      await send(channel, message);
    }
  }
  const head = { topic: 'things', tenantId: SHARED, partition: 3 };
  await send('log:things', JSON.stringify({ from: 'another process', message: { head, offset: 7 } }));
  await until(() => moved.length > 0);
  assert.deepEqual(moved, [{ head, offset: 7 }]);
});

test('says that Redis is away, troubles no caller, and goes on when it is back', async (t) => {
  const [one, other] = [await joined(t), await joined(t)];
  for (const [away, back] of [
    [() => redis.kill(), () => redis.start()],
    [async () => redis.signal('SIGSTOP'), async () => redis.signal('SIGCONT')],
  ] as const) {
    assert.equal(await one.ready?.(), null);
    await away();
    await until(async () => (await one.ready?.()) !== null);
    for (let n = 0; n < 50; n += 1) one.publish('news', 'lost, or late');
    const heardHere = one.heard.length;
    one.publish('news', 'here');
    assert.equal(one.heard.length, heardHere + 1, 'the own process hears all the same');
    await back();
    await until(async () => (await one.ready?.()) === null && (await other.ready?.()) === null);
    other.heard.length = 0;
    one.publish('news', 'again');
    await until(() => other.heard.includes('again'));
  }
});

test('starts without Redis and finds it later', async (t) => {
  await redis.kill();
  const one = redisPubSub({ url: redis.url, namespace: t.name, log: silentLogger, beatMs: BEAT_MS });
  t.after(() => one.stop());
  await one.start();
  assert.notEqual(await one.ready?.(), null);
  await redis.start();
  await until(async () => (await one.ready?.()) === null);
});
