import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  createLogTail,
  headKey,
  memoryPubSub,
  SHARED,
  uuidv7,
  type ConsumerTx,
  type Database,
  type Head,
  type Projection,
} from '../src/index.ts';
import { testDatabase, type TestDatabase } from '../src/testing/index.ts';
import { runSample, sampleMigrations, TENANT_A, wordCounts } from './sample.ts';

let postgres: TestDatabase;
let database: Database;

before(async () => {
  postgres = await testDatabase([sampleMigrations]);
  database = postgres.open('sample');
});
after(() => postgres[Symbol.asyncDispose]());

const say = (topic: string, word: string, tenantId = TENANT_A) =>
  database.withTenant(tenantId, async (tx) =>
    tx.publish({ topic, subject: tenantId, type: 'said', payload: { word } }),
  );

const countsOf = async (tenantId = TENANT_A) => {
  const { result } = await database.withTenant(
    tenantId,
    (tx) => tx.sql<{ word: string; count: number }[]>`select word, count from sample.counts`,
  );
  return Object.fromEntries(result.map((row) => [row.word, row.count]));
};

/** Says a word in each of some partitions of a shared topic, in one transaction. */
const sayInAll = (topic: string, words: readonly string[]) =>
  database.withTenant(TENANT_A, async (tx) => {
    for (const [partition, word] of words.entries())
      tx.publish({ topic, partition, subject: TENANT_A, type: 'said', payload: { word } });
  });

test('derives from many heads that have little to say in few transactions', async () => {
  const transactions = new Set<string>();
  const heads = new Set<string>();
  const counting = wordCounts('spread');
  const projection = {
    ...counting,
    name: 'spread-counts',
    apply: async (...[tx, entries, head]: Parameters<typeof counting.apply>) => {
      const [row] = await tx.sql<{ id: string }[]>`select pg_current_xact_id()::text as id`;
      transactions.add(row?.id ?? '');
      heads.add(headKey(head));
      return counting.apply(tx, entries, head);
    },
  };
  await using sample = runSample(projection, { database, tail: postgres.tail });
  await sample.runner.start();
  const sayAndDerive = async () => {
    await sayInAll('spread', Array<string>(16).fill('spread'));
    assert.ok(await sample.runner.caughtUp(5_000));
  };
  await sayAndDerive(); // where each head stands is known from here on
  transactions.clear();
  heads.clear();
  await sayAndDerive();
  assert.equal((await countsOf())['spread'], 32);
  assert.equal(heads.size, 16);
  assert.ok(transactions.size <= 3, `${transactions.size} transactions for 16 heads`);
});

test('hands entries of several heads over together where a projection takes them so', async () => {
  const handed: string[][] = [];
  const counting = wordCounts('joint');
  const projection = {
    ...counting,
    name: 'joint-counts',
    applyTogether: async (...[tx, entries]: Parameters<NonNullable<Projection['applyTogether']>>) => {
      handed.push(entries.map(headKey));
      for (const entry of entries) await counting.apply(tx, [entry], entry);
    },
  };
  await using sample = runSample(projection, { database, tail: postgres.tail });
  await sample.runner.start();
  for (let time = 0; time < 3; time += 1) await sayInAll('joint', Array<string>(16).fill('joint'));
  assert.ok(await sample.runner.caughtUp(5_000));
  assert.equal((await countsOf())['joint'], 48);
  assert.equal(handed.flat().length, 48);
  assert.ok(handed.length < 16, `${handed.length} times`);
});

/** Derives from heads of a dozen tenants that wait as it starts, and gives back what it saw of each, by transaction. */
async function derivingTogether<T>(counting: Projection, look: (tx: ConsumerTx, head: Head) => Promise<T>) {
  const together = new Map<ConsumerTx, T[]>();
  const projection: Projection = {
    ...counting,
    name: `together-${counting.topic}`,
    apply: async (tx, entries, head) => {
      together.set(tx, [...(together.get(tx) ?? []), await look(tx, head)]);
      return counting.apply(tx, entries, head);
    },
  };
  const tenants = Array.from({ length: 12 }, () => uuidv7()).toSorted();
  for (const tenantId of tenants.toReversed()) await say(counting.topic, 'waiting', tenantId);
  await using sample = runSample(projection, { database, tail: postgres.tail });
  await sample.runner.start();
  assert.ok(await sample.runner.caughtUp(5_000));
  assert.ok(together.size < tenants.length, `${together.size} transactions`);
  return [...together.values()];
}

test('derives from heads in one order, whichever moved first, so that transactions never wait in a circle', async () => {
  for (const heads of await derivingTogether(wordCounts('ordered'), async (_tx, head) => headKey(head)))
    assert.deepEqual(heads, heads.toSorted());
});

test('begins each head without a tenant, whichever head was derived from before it', async () => {
  const seen = await derivingTogether(wordCounts('apart'), async ({ sql }) => {
    const [row] = await sql<{ tenant: string; rows: number }[]>`
      select current_setting('trekker.tenant') as tenant, (select count(*) from sample.counts) as rows`;
    return `${row?.tenant} ${row?.rows}`;
  });
  assert.deepEqual(new Set(seen.flat()), new Set([' 0']));
});

test('lets no head wait for one that cannot be derived from', async () => {
  let isBroken = true;
  const projection = wordCounts('poisoned', ({ partition, payload }) => {
    if (isBroken && partition === 3 && (payload as { word: string }).word === 'poison') throw new Error('poison');
  });
  await using sample = runSample({ ...projection, name: 'poisoned-counts' }, { database, tail: postgres.tail });
  await sample.runner.start();
  await sayInAll('poisoned', ['sound', 'sound', 'sound', 'poison', 'sound', 'sound']);
  for (const partition of [0, 1, 2, 4, 5])
    assert.ok(await sample.runner.reached({ topic: 'poisoned', tenantId: SHARED, partition }, 0, 5_000));
  assert.equal((await countsOf())['sound'], 5);
  assert.match((await sample.runner.ready?.()) ?? '', /cannot derive from poisoned\/\/3/);
  isBroken = false;
  assert.ok(await sample.runner.caughtUp(10_000));
  assert.equal((await countsOf())['poison'], 1);
});

test('forgets what is kept of every head of a transaction that failed, tries each alone, and then all together again', async () => {
  const counting = wordCounts('kept');
  let isBroken = true;
  let tries = 0;
  const together = new Map<ConsumerTx, string[]>();
  const forgotten = new Set<string>();
  const projection: Projection = {
    ...counting,
    name: 'kept-counts',
    apply: async (tx, entries, head) => {
      together.set(tx, [...(together.get(tx) ?? []), headKey(head)]);
      await counting.apply(tx, entries, head);
      if (!isBroken || !entries.some(({ payload }) => (payload as { word: string }).word === 'broken')) return;
      tries += 1;
      throw new Error('broken');
    },
    forget: (head) => void forgotten.add(headKey(head)),
  };
  await using sample = runSample(projection, { database, tail: postgres.tail });
  await sample.runner.start();
  const sayAndDerive = async (words: readonly string[]) => {
    together.clear();
    await sayInAll('kept', words);
    if (!isBroken || !words.includes('broken')) assert.ok(await sample.runner.caughtUp(5_000));
  };
  await sayAndDerive(Array<string>(6).fill('first'));
  await sayAndDerive([...Array<string>(5).fill('whole'), 'broken']);
  for (const partition of [0, 1, 2, 3, 4])
    assert.ok(await sample.runner.reached({ topic: 'kept', tenantId: SHARED, partition }, 1, 5_000));
  await sleep(300);
  assert.ok(tries <= 3, `${tries} tries`);
  const failed = [...together.values()].find((heads) => heads.length > 1 && heads.includes('kept//5'));
  assert.deepEqual([...forgotten].toSorted(), failed);
  isBroken = false;
  assert.ok(await sample.runner.caughtUp(10_000));
  await sayAndDerive(Array<string>(6).fill('last'));
  assert.ok(together.size <= 2, `${together.size} transactions`);
});

test('derives from a head once at a time, however long that takes', async () => {
  const counting = wordCounts('lengthy');
  let atOnce = 0;
  let most = 0;
  const projection: Projection = {
    ...counting,
    name: 'lengthy-counts',
    apply: async (...args) => {
      most = Math.max(most, (atOnce += 1));
      await sleep(120);
      await counting.apply(...args);
      atOnce -= 1;
    },
  };
  await using sample = runSample(projection, { database, tail: postgres.tail });
  await sample.runner.start();
  for (let time = 0; time < 4; time += 1) {
    await say('lengthy', 'slowly');
    await sleep(40);
  }
  assert.ok(await sample.runner.caughtUp(5_000));
  assert.equal(most, 1);
});

test('needs no poll for what comes while it derives, nor for the rest of a backlog', async () => {
  const counting = wordCounts('unpolled');
  const projection: Projection = {
    ...counting,
    name: 'unpolled-counts',
    batch: 3,
    apply: async (...args) => {
      await sleep(20);
      return counting.apply(...args);
    },
  };
  await using sample = runSample(projection, { database, tail: postgres.tail, pollMs: 60_000 });
  await sample.runner.start();
  for (let time = 0; time < 10; time += 1) await say('unpolled', 'unpolled');
  assert.ok(await sample.runner.caughtUp(5_000));
  assert.equal((await countsOf())['unpolled'], 10);
});

test('leaves a head alone of which it was told more than there is', async () => {
  const pubsub = memoryPubSub();
  let transactions = 0;
  const counted: Database = {
    ...database,
    withConsumer: (fn) => {
      transactions += 1;
      return database.withConsumer(fn);
    },
  };
  const projection = { ...wordCounts('ahead'), name: 'ahead-counts' };
  await using sample = runSample(projection, { database: counted, tail: createLogTail(pubsub), pollMs: 60_000 });
  await sample.runner.start();
  transactions = 0;
  pubsub.publish('log:ahead', { head: { topic: 'ahead', tenantId: TENANT_A, partition: 0 }, offset: 99 });
  await sleep(300);
  assert.equal(transactions, 2); // where the head stands, and what follows there
});

test('goes on although it cannot give back yet what was put back into the log for it', async () => {
  const { admin } = postgres;
  await say('recalled', 'gone');
  await admin`create table sample.taken_out as select * from log.entries where topic = 'recalled'`;
  await admin`delete from log.entries where topic = 'recalled'`;
  await admin`insert into log.trims (tenant_id, topic, partition, trimmed_to) values (${TENANT_A}, 'recalled', 0, 0)`;
  const recalls = () => admin`select 1 from log.recalls where topic = 'recalled'`;
  const projection = { ...wordCounts('recalled'), name: 'recalled-counts' };
  await using sample = runSample(projection, { database, tail: createLogTail(memoryPubSub()) });
  await sample.runner.start();
  while (!(await recalls()).length) await sleep(10);
  await admin`revoke delete on log.recalls from trekker_consumer`;
  await admin`insert into log.entries select * from sample.taken_out`;
  assert.ok(await sample.runner.caughtUp(5_000));
  await sleep(100);
  assert.equal(await sample.runner.ready?.(), null);
  await admin`grant delete on log.recalls to trekker_consumer`;
  await say('recalled', 'new');
  for (const end = Date.now() + 5_000; (await recalls()).length; await sleep(10)) assert.ok(Date.now() < end);
  const { gone, new: after } = await countsOf();
  assert.deepEqual([gone, after], [1, 1]);
});
