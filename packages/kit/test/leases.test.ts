import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';

import { createLeases, createLogTail, LANES, memoryPubSub, silentLogger, type Database } from '../src/index.ts';
import { endFrozenSessions } from '../src/database/frozen-sessions.ts';
import { testDatabase, type TestDatabase } from '../src/testing/index.ts';
import type { FrozenPlace } from './freeze-amid-statement.ts';
import { runSample, sampleMigrations, TENANT_A, wordCounts } from './sample.ts';

let postgres: TestDatabase;
let database: Database;

before(async () => {
  postgres = await testDatabase([sampleMigrations]);
  database = postgres.open('sample');
});
after(() => postgres[Symbol.asyncDispose]());

const say = (on: Database, topic: string, word: string, tenantId = TENANT_A) =>
  on.withTenant(tenantId, async (tx) => tx.publish({ topic, subject: tenantId, type: 'said', payload: { word } }));

const until = async (holds: () => boolean) => {
  for (const end = Date.now() + 5_000; !holds(); await new Promise((resolve) => setTimeout(resolve, 10)))
    assert.ok(Date.now() < end, 'it takes too long');
};

const countsOf = async (tenantId = TENANT_A) => {
  const { result } = await database.withTenant(
    tenantId,
    (tx) => tx.sql<{ word: string; count: number }[]>`select word, count from sample.counts`,
  );
  return Object.fromEntries(result.map((row) => [row.word, row.count]));
};

test('gives each lane to one consumer, the same number to each process, and all to the one that is left', async () => {
  const second = postgres.open('sample', { tail: createLogTail(memoryPubSub()) });
  const seen = { first: new Set<number>(), second: new Set<number>() };
  const count = (partitions: Set<number>) => ({
    ...wordCounts('lanes', ({ partition }) => void partitions.add(partition)),
    name: 'lane-counts',
  });
  const sayEverywhere = async (word: string) => {
    for (const partitions of Object.values(seen)) partitions.clear();
    await database.withTenant(TENANT_A, async (tx) => {
      for (let partition = 0; partition < LANES; partition += 1)
        tx.publish({ topic: 'lanes', partition, subject: TENANT_A, type: 'said', payload: { word } });
    });
    assert.ok(await b.runner.caughtUp(5_000), 'whoever derives, everybody sees how far it is');
  };
  await using a = runSample(count(seen.first), { database, tail: postgres.tail });
  await a.runner.start();
  await using b = runSample(count(seen.second), { database: second, tail: createLogTail(memoryPubSub()) });
  await b.runner.start();
  const lanesOf = ({ runner, leases }: typeof a) =>
    Array.from({ length: LANES }, (_, lane) => lane).filter((lane) => leases.holds(runner.name, lane));
  await until(() => lanesOf(a).length === 8 && lanesOf(b).length === 8);
  await sayEverywhere('one');
  assert.deepEqual([...seen.first].toSorted(), lanesOf(a).toSorted());
  assert.deepEqual([...seen.second].toSorted(), lanesOf(b).toSorted());
  await a.runner.stop();
  await a.leases.stop();
  await until(() => lanesOf(b).length === LANES);
  await sayEverywhere('two');
  assert.deepEqual([seen.first.size, seen.second.size], [0, LANES]);
  assert.deepEqual([(await countsOf())['one'], (await countsOf())['two']], [LANES, LANES]);
});

test('loses its lanes when it says nothing for some seconds, as a stopped process does', async () => {
  let isLost = false;
  const session = database.openSession(() => (isLost = true));
  const [silence] = await session.sql`show idle_session_timeout`;
  assert.deepEqual(silence, { idle_session_timeout: '6s' });
  await session.sql`set idle_session_timeout = 200`;
  await session.sql`select pg_advisory_lock(1, 1)`;
  await until(() => isLost);
  const [free] = await postgres.admin`select pg_try_advisory_lock(1, 1) as free`;
  assert.deepEqual(free, { free: true });
  await session.end();
});

test('frees what a process holds that stopped between having a statement described and running it', async () => {
  await say(database, 'frozen', 'held');
  await using sample = runSample({ ...wordCounts('frozen'), name: 'frozen-counts' }, { database, tail: postgres.tail });
  await sample.runner.start();
  assert.ok(await sample.runner.caughtUp(5_000));
  const { address, secretText } = postgres;
  const place: FrozenPlace = { address, secretText };
  const stopped = fork(new URL('freeze-amid-statement.ts', import.meta.url), [JSON.stringify(place)], {
    // What it says when its session is ended is of no use.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  try {
    await once(stopped, 'message', { signal: AbortSignal.timeout(20_000) });
    const count = () => database.withTenant(TENANT_A, (tx) => tx.sql`update sample.counts set count = count`);
    const waiting = count();
    const early = await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 1_500, 'held'))]);
    assert.equal(early, 'held', 'nothing else ends it');
    await using leases = createLeases(postgres.open('sample'), silentLogger, { frozenMs: 500 });
    await leases.refresh('frozen', () => false);
    await waiting;
  } finally {
    stopped.kill('SIGKILL');
  }
});

test('leaves a copy alone that waits for more rows', async () => {
  const [copying, looking] = [database.openSession(() => {}), database.openSession(() => {})];
  await copying.sql`create temporary table copied (word text)`;
  const rows = await copying.sql`copy copied from stdin`.writable();
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(await endFrozenSessions(looking, 200), 0);
  await new Promise<void>((resolve) => rows.end(resolve));
  await Promise.all([copying.end(), looking.end()]);
});

/** How many sessions were cut. */
const cutSession = async () => {
  const { count } = await postgres.admin`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'trekker sample session' and datname = current_database()`;
  return count;
};

test('takes its lanes anew when the session that held them is cut, idle or not, and misses nothing', async () => {
  await using sample = runSample({ ...wordCounts('cut'), name: 'cut-counts' }, { database, tail: postgres.tail });
  await sample.runner.start();
  await say(database, 'cut', 'early');
  assert.ok(await sample.runner.caughtUp(5_000));
  for (let round = 0; round < 3; round += 1) {
    // The runner may have derived before it heard of the cut before, and opens the next session only then.
    for (
      const end = Date.now() + 5_000;
      (await cutSession()) === 0;
      await new Promise((resolve) => setTimeout(resolve, 10))
    )
      assert.ok(Date.now() < end, 'there is no session to cut');
    await new Promise((resolve) => setTimeout(resolve, 30 * round));
    await say(database, 'cut', 'late');
    assert.ok(await sample.runner.caughtUp(10_000));
  }
  const counts = await countsOf();
  assert.deepEqual([counts['early'], counts['late']], [1, 3]);
});

test('stops a consumer that was paused while another one took over', async () => {
  let pause: Promise<void> | undefined;
  const projection = wordCounts('zombie');
  const paused = {
    ...projection,
    name: 'zombie-counts',
    apply: async (...args: Parameters<typeof projection.apply>) => {
      await pause;
      return projection.apply(...args);
    },
  };
  await using zombie = runSample(paused, { database, tail: postgres.tail });
  await zombie.runner.start();
  // Fencing must hold behind a checkpoint as well as before the first.
  await say(database, 'zombie', 'beforehand');
  assert.ok(await zombie.runner.caughtUp(5_000));
  const gate = Promise.withResolvers<void>();
  pause = gate.promise;
  await say(database, 'zombie', 'once');
  // The zombie's connection ends, so its lane is free; it does not know yet and holds an open transaction.
  await zombie.leases.stop();
  const elsewhere = postgres.open('sample', { tail: createLogTail(memoryPubSub()) });
  await using heir = runSample(
    { ...projection, name: 'zombie-counts' },
    { database: elsewhere, tail: createLogTail(memoryPubSub()) },
  );
  await heir.runner.start();
  assert.ok(await heir.runner.caughtUp(5_000));
  pause = undefined;
  gate.resolve();
  await new Promise((resolve) => setTimeout(resolve, 200));
  const counts = await countsOf();
  assert.deepEqual([counts['beforehand'], counts['once']], [1, 1]);
});

test('forgets failures of a head that another process derives from since', async () => {
  const shaky = (name: string) => ({
    ...wordCounts('handed-over', () => {
      if (name === 'first') throw new Error('not today');
    }),
    name: 'handed-over-counts',
  });
  await using first = runSample(shaky('first'), { database, tail: postgres.tail });
  await first.runner.start();
  await say(database, 'handed-over', 'word');
  while ((await first.runner.ready?.()) === null) await new Promise((resolve) => setTimeout(resolve, 10));
  const elsewhere = postgres.open('sample', { tail: createLogTail(memoryPubSub()) });
  await first.leases.stop();
  await using second = runSample(shaky('second'), { database: elsewhere, tail: createLogTail(memoryPubSub()) });
  await second.runner.start();
  assert.ok(await second.runner.caughtUp(5_000));
  for (const end = Date.now() + 5_000; (await first.runner.ready?.()) !== null;) {
    assert.ok(Date.now() < end, (await first.runner.ready?.()) ?? '');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});
