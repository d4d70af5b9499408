import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  controlEntries,
  createLogTail,
  headOffsets,
  memoryPubSub,
  readEntries,
  SHARED,
  type Database,
} from '../src/index.ts';
import { manualClock, testDatabase, type TestDatabase } from '../src/testing/index.ts';
import { runSample, sampleMigrations, TENANT_A, TENANT_B, wordCounts } from './sample.ts';

let postgres: TestDatabase;
let database: Database;

before(async () => {
  postgres = await testDatabase([sampleMigrations]);
  database = postgres.open('sample');
});
after(() => postgres[Symbol.asyncDispose]());

const say = (on: Database, topic: string, word: string, tenantId = TENANT_A) =>
  on.withTenant(tenantId, async (tx) => tx.publish({ topic, subject: tenantId, type: 'said', payload: { word } }));

const countsOf = async (tenantId = TENANT_A) => {
  const { result } = await database.withTenant(
    tenantId,
    (tx) => tx.sql<{ word: string; count: number }[]>`select word, count from sample.counts`,
  );
  return Object.fromEntries(result.map((row) => [row.word, row.count]));
};

test('numbers the entries of a head without gaps although writers race and some roll back', async () => {
  const writers = Array.from({ length: 40 }, (_, index) =>
    database
      .withTenant(TENANT_A, async (tx) => {
        tx.publish({ topic: 'race', subject: TENANT_A, type: 'said', payload: { index } });
        if (index % 4 === 0) throw new Error('changed my mind');
      })
      .catch(() => undefined),
  );
  await Promise.all(writers);
  const entries = await database.withConsumer((tx) =>
    readEntries(tx.sql, { topic: 'race', tenantId: TENANT_A, partition: 0 }, { after: -1, limit: 100 }),
  );
  assert.deepEqual(
    entries.map((entry) => entry.offset),
    Array.from({ length: 30 }, (_, offset) => offset),
  );
  assert.ok(entries.every((entry, index) => index === 0 || entry.at >= (entries[index - 1]?.at ?? 0)));
});

test('appends thousands of entries in one transaction', async () => {
  await database.withTenant(TENANT_A, async (tx) => {
    for (let index = 0; index < 5_000; index += 1)
      tx.publish({ topic: 'many', subject: TENANT_A, type: 'said', payload: { index } });
  });
  const head = { topic: 'many', tenantId: TENANT_A, partition: 0 };
  const entries = await database.withConsumer((tx) => readEntries(tx.sql, head, { after: 3_999, limit: 5_000 }));
  assert.equal(entries.length, 1_000);
  assert.deepEqual(entries.at(-1)?.payload, { index: 4_999 });
});

test('finds the newest control entry of each tenant and type up to an offset', async () => {
  const rule = (tenantId: string, type: string, kind: 'control' | 'data' = 'control') =>
    database.withTenant(tenantId, async (tx) =>
      tx.publish({ topic: 'ruled', partition: 1, subject: tenantId, kind, type, payload: {} }),
    );
  await rule(TENANT_A, 'fence');
  await rule(TENANT_B, 'fence');
  await rule(TENANT_A, 'fence');
  await rule(TENANT_A, 'said', 'data');
  await rule(TENANT_A, 'shift');
  await rule(TENANT_A, 'fence');
  const head = { topic: 'ruled', tenantId: SHARED, partition: 1 };
  const newest = async (upTo: number) => {
    const entries = await database.withConsumer((tx) => controlEntries(tx.sql, head, upTo));
    return entries.map(({ offset, subject, type }) => `${offset} ${subject === TENANT_A ? 'A' : 'B'} ${type}`);
  };
  assert.deepEqual(await newest(-1), []);
  assert.deepEqual(await newest(1), ['0 A fence', '1 B fence']);
  assert.deepEqual(await newest(4), ['1 B fence', '2 A fence', '4 A shift']);
  assert.deepEqual(await newest(9), ['1 B fence', '4 A shift', '5 A fence']);
});

test('tells the writer which offsets it wrote', async () => {
  const { wrote } = await say(database, 'told', 'a');
  assert.deepEqual(wrote, { [`told/${TENANT_A}/0`]: 0 });
});

test('shows a caller only entries that concern its tenant, in shared partitions too', async () => {
  const publish = (tenantId: string) =>
    database.withTenant(tenantId, async (tx) =>
      tx.publish({ topic: 'shared', partition: 3, subject: tenantId, type: 'said', payload: {} }),
    );
  await publish(TENANT_A);
  await publish(TENANT_B);
  const head = { topic: 'shared', tenantId: SHARED, partition: 3 };
  const { result } = await database.withTenant(TENANT_B, (tx) => readEntries(tx.sql, head, { after: -1, limit: 10 }));
  assert.deepEqual(
    result.map((entry) => entry.subject),
    [TENANT_B],
  );
  assert.equal((await database.withConsumer((tx) => readEntries(tx.sql, head, { after: -1, limit: 10 }))).length, 2);
});

test('locks heads in one order, so that writers of several heads never wait for each other in a circle', async () => {
  const both = (first: number, second: number) =>
    database.withTenant(TENANT_A, async (tx) => {
      for (const partition of [first, second])
        tx.publish({ topic: 'order', partition, subject: TENANT_A, type: 'said', payload: {} });
    });
  await Promise.all(Array.from({ length: 30 }, (_, index) => (index % 2 ? both(0, 1) : both(1, 0))));
  const offsets = await database.withConsumer((tx) => headOffsets(tx.sql, 'order'));
  assert.deepEqual(
    offsets.map(({ offset }) => offset),
    [29, 29],
  );
});

test('derives from every entry exactly once, whoever wrote it and whether or not a wake-up came', async () => {
  const elsewhere = postgres.open('sample', { tail: createLogTail(memoryPubSub()) });
  await using sample = runSample(wordCounts('words'), { database, tail: postgres.tail });
  await say(database, 'words', 'before');
  await sample.runner.start();
  await Promise.all([
    say(database, 'words', 'here'),
    say(elsewhere, 'words', 'there'),
    say(elsewhere, 'words', 'there', TENANT_B),
  ]);
  assert.ok(await sample.runner.caughtUp(5_000));
  assert.deepEqual(await countsOf(), { before: 1, here: 1, there: 1 });
  assert.deepEqual(await countsOf(TENANT_B), { there: 1 });
});

test('starts over from the last commit when deriving fails, without losing or repeating an entry', async () => {
  let failures = 2;
  const projection = wordCounts('shaky', (entry) => {
    if ((entry.payload as { word: string }).word === 'bad' && failures-- > 0) throw new Error('not today');
  });
  await using sample = runSample({ ...projection, name: 'shaky-counts' }, { database, tail: postgres.tail });
  await sample.runner.start();
  await say(database, 'shaky', 'bad');
  await say(database, 'shaky', 'good');
  assert.ok(await sample.runner.caughtUp(10_000));
  const counts = await countsOf();
  assert.deepEqual([counts['bad'], counts['good']], [1, 1]);
  assert.equal(await sample.runner.ready?.(), null);
});

test('writes behind several locked heads at once, whatever order they are named in', async () => {
  const head = (partition: number) => ({ topic: 'behind', tenantId: SHARED, partition });
  const said = (partition: number) => ({ topic: 'behind', partition, subject: TENANT_A, type: 'said', payload: {} });
  const write = (partitions: readonly number[]) =>
    database.withConsumer(async (tx) => {
      const heads = await tx.lockHeads(partitions.map(head));
      assert.deepEqual(
        heads.map(({ partition }) => partition),
        partitions.toSorted((a, b) => a - b),
      );
      // One more for each partition; none where the partition is 0.
      await tx.append(
        heads.map((locked) => ({
          head: locked,
          entries: Array.from({ length: locked.partition }, () => said(locked.partition)),
        })),
      );
    });
  await Promise.all(Array.from({ length: 10 }, (_, index) => write(index % 2 ? [2, 0, 1] : [1, 2, 0])));
  const offsets = await database.withConsumer((tx) => headOffsets(tx.sql, 'behind'));
  assert.deepEqual(offsets.map(({ head: { partition }, offset }) => [partition, offset]).toSorted(), [
    [1, 9],
    [2, 19],
  ]);
  const entries = await database.withConsumer((tx) => readEntries(tx.sql, head(2), { after: -1, limit: 30 }));
  assert.deepEqual(
    entries.map(({ offset }) => offset),
    Array.from({ length: 20 }, (_, offset) => offset),
  );
});

test('refuses entries that concern another tenant, and hides how far its heads are', async () => {
  await say(database, 'private', 'secret', TENANT_B);
  const foreign = { topic: 'private', partition: 0, subject: TENANT_B, type: 'said', payload: {} };
  await assert.rejects(
    database.withTenant(TENANT_A, async (tx) => tx.publish(foreign)),
    /row-level security/,
  );
  const { result } = await database.withTenant(TENANT_A, (tx) => headOffsets(tx.sql, 'private'));
  assert.deepEqual(result, []);
});

test('appends a tick when a deadline is due, one for all, and none when nothing is due', async () => {
  const clock = manualClock('2026-01-01T00:00:00Z');
  const ticks: unknown[] = [];
  await using sample = runSample(
    {
      name: 'alarms',
      topic: 'alarms',
      async apply(_tx, entries) {
        const last = entries.at(-1);
        if (last?.kind === 'tick') ticks.push(last.payload);
        return { nextDeadline: last?.kind === 'tick' ? null : Date.parse('2026-01-01T00:01:00Z') };
      },
      reset: async () => {},
    },
    { database, tail: postgres.tail, clock },
  );
  await sample.runner.start();
  await say(database, 'alarms', 'wake me at one');
  assert.ok(await sample.runner.caughtUp(5_000));
  await new Promise((resolve) => setTimeout(resolve, 150));
  assert.deepEqual(ticks, []);
  clock.advance(61_000);
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.deepEqual(ticks, [{ deadline: Date.parse('2026-01-01T00:01:00Z') }]);
});

test('derives the same again after a rebuild', async () => {
  await using sample = runSample(wordCounts('again'), { database, tail: postgres.tail });
  await sample.runner.start();
  for (const word of ['x', 'y', 'x']) await say(database, 'again', word, TENANT_B);
  assert.ok(await sample.runner.caughtUp(5_000));
  await database.withTenant(TENANT_B, async (tx) => void (await tx.sql`update sample.counts set count = 99`));
  await sample.runner.rebuild();
  assert.ok(await sample.runner.caughtUp(5_000));
  assert.deepEqual(await countsOf(TENANT_B), { x: 2, y: 1 });
});
