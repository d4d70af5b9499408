import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { FencedError, readEntries, uuidv7, type ConsumerTx, type Database, type Projection } from '../src/index.ts';
import { testDatabase, type TestDatabase } from '../src/testing/index.ts';
import { runSample, sampleMigrations, TENANT_A, TENANT_B, wordCounts } from './sample.ts';

let postgres: TestDatabase;
let database: Database;

before(async () => {
  postgres = await testDatabase([sampleMigrations]);
  database = postgres.open('sample');
  for (const [name, tenantId] of [
    ['a', TENANT_A],
    ['b', TENANT_B],
  ] as const)
    await database.withTenant(
      tenantId,
      async (tx) => void (await tx.sql`select directory.claim('tenant', ${name}, ${tenantId}::uuid)`),
    );
});
after(() => postgres[Symbol.asyncDispose]());

const say = (
  topic: string,
  word: string,
  { tenantId = TENANT_A, partition }: { tenantId?: string; partition?: number },
) =>
  database.withTenant(tenantId, async (tx) =>
    tx.publish({
      topic,
      subject: tenantId,
      type: 'said',
      payload: { word },
      ...(partition !== undefined && { partition }),
    }),
  );

const countsOf = async (tenantId: string) => {
  const { result } = await database.withTenant(
    tenantId,
    (tx) => tx.sql<{ word: string; count: number }[]>`select word, count from sample.counts`,
  );
  return Object.fromEntries(result.map((row) => [row.word, row.count]));
};

const told = async (topic: string, tenantId = TENANT_A) => {
  const head = { topic, tenantId, partition: 0 };
  const entries = await database.withConsumer((tx) => readEntries(tx.sql, head, { after: -1, limit: 100 }));
  return entries.map(({ payload }) => payload);
};

/** Counts words, and tells of each on another topic. */
function telling(topic: string, changes: Partial<Projection> = {}): Projection {
  const counts = wordCounts(topic);
  return {
    ...counts,
    name: topic,
    async apply(tx, entries, head) {
      for (const { subject, payload } of entries)
        tx.publish({ topic: `${topic}-told`, subject, type: 'counted', payload });
      await counts.apply(tx, entries, head);
    },
    ...changes,
  };
}

test('derives anew without telling again, shows what was before until it is done, and goes on with other heads', async () => {
  const reached = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const settled: string[] = [];
  const seen: string[] = [];
  const projection = telling('quiet', {
    async settle(tx: ConsumerTx, { tenantId }) {
      if (tenantId === TENANT_A) {
        reached.resolve();
        await goOn.promise;
      }
      settled.push(tenantId);
      tx.publish({ topic: 'quiet-told', subject: tenantId, type: 'settled', payload: 'settled' });
    },
  });
  const noting: Projection = {
    ...projection,
    async apply(tx, entries, head) {
      seen.push(...entries.map(({ tenantId, offset }) => `${tenantId} ${offset}`));
      await projection.apply(tx, entries, head);
    },
  };
  await using sample = runSample(noting, { database, tail: postgres.tail });
  await sample.runner.start();
  for (const tenantId of [TENANT_A, TENANT_B])
    for (const word of ['x', 'y', 'x']) await say('quiet', word, { tenantId });
  assert.ok(await sample.runner.caughtUp(5_000));
  const before = await told('quiet-told');
  assert.equal(before.length, 3);
  await postgres.admin`update sample.counts set count = 99`;

  const rebuilt = sample.runner.rebuild();
  await reached.promise;
  assert.deepEqual(await countsOf(TENANT_A), { x: 99, y: 99 });
  await say('quiet', 'z', { tenantId: TENANT_A });
  const { wrote } = await say('quiet', 'z', { tenantId: TENANT_B });
  const [offset] = Object.values(wrote);
  const head = { topic: 'quiet', tenantId: TENANT_B, partition: 0 };
  assert.ok(await sample.runner.reached(head, offset ?? 0, 5_000), 'another head waits');
  assert.ok(!seen.includes(`${TENANT_A} 3`), 'nobody goes on with the head that is derived anew');
  goOn.resolve();
  await rebuilt;
  assert.ok(await sample.runner.caughtUp(5_000));
  for (const tenantId of [TENANT_A, TENANT_B]) assert.deepEqual(await countsOf(tenantId), { x: 2, y: 1, z: 1 });
  assert.deepEqual((await told('quiet-told')).toSorted(), [...before, 'settled', { word: 'z' }].toSorted());
  assert.deepEqual(settled.toSorted(), [TENANT_A, TENANT_B]);
});

test('resets each partition by itself where tenants share a topic', async () => {
  const resets: string[] = [];
  const projection: Projection = {
    ...wordCounts('shared-again'),
    name: 'shared-again',
    async reset(tx, { partition }) {
      const [row] = await tx.sql<{ tenant: string }[]>`select kit.current_tenant() as tenant`;
      resets.push(`${partition} ${row?.tenant === TENANT_A ? 'A' : 'B'}`);
      await tx.sql`delete from sample.counts where word = ${`word ${partition}`}`;
    },
  };
  await using sample = runSample(projection, { database, tail: postgres.tail });
  await sample.runner.start();
  for (const partition of [2, 5]) await say('shared-again', `word ${partition}`, { tenantId: TENANT_B, partition });
  assert.ok(await sample.runner.caughtUp(5_000));
  const before = await countsOf(TENANT_B);
  await sample.runner.rebuild();
  assert.deepEqual(resets.toSorted(), ['2 A', '2 B', '5 A', '5 B']);
  assert.deepEqual(await countsOf(TENANT_B), before);
});

test('leaves everything as it was when deriving anew fails, and when the log no longer goes back to its begin', async () => {
  let fails = false;
  const projection = telling('failing', {
    settle: async () => {
      if (fails) throw new Error('not today');
    },
  });
  await using sample = runSample(projection, { database, tail: postgres.tail });
  await sample.runner.start();
  const tenantId = uuidv7();
  for (const word of ['x', 'y', 'x']) await say('failing', word, { tenantId });
  assert.ok(await sample.runner.caughtUp(5_000));
  await postgres.admin`update sample.counts set count = 99 where tenant_id = ${tenantId}`;
  const move = (by: number) =>
    postgres.admin`update sample.checkpoints set "offset" = "offset" + ${by} where projection = 'failing'`;
  await move(-1);
  await assert.rejects(sample.runner.rebuild(), FencedError);
  await move(1);
  assert.deepEqual(await countsOf(tenantId), { x: 99, y: 99 });
  fails = true;
  await assert.rejects(sample.runner.rebuild(), /not today/);
  assert.deepEqual(await countsOf(tenantId), { x: 99, y: 99 });
  fails = false;
  await postgres.admin`delete from log.entries where topic = 'failing' and "offset" = 0`;
  await assert.rejects(sample.runner.rebuild(), /no entry 0/);
  assert.deepEqual(await countsOf(tenantId), { x: 99, y: 99 });
  await say('failing', 'z', { tenantId });
  assert.ok(await sample.runner.caughtUp(5_000));
  assert.deepEqual(await countsOf(tenantId), { x: 99, y: 99, z: 1 });
});

test('does what an operator asks for in whichever process has the lane, and says how many rows were not as derived', async () => {
  const projection: Projection = {
    ...wordCounts('asked'),
    name: 'asked',
    derived: [{ table: 'sample.counts', by: 'tenant', where: `word like 'asked %'` }],
    reset: async (tx, { partition }) =>
      void (await tx.sql`delete from sample.counts where word = ${`asked ${partition}`}`),
  };
  await using one = runSample(projection, { database, tail: postgres.tail });
  await using other = runSample(projection, { database: postgres.open('sample'), tail: postgres.tail });
  await Promise.all([one.runner.start(), other.runner.start()]);
  const partitions = Array.from({ length: 16 }, (_, partition) => partition);
  for (const partition of partitions) await say('asked', `asked ${partition}`, { partition });
  const shares = () =>
    [one, other].map(({ leases }) => partitions.filter((lane) => leases.holds('sample.asked', lane)));
  while (shares().some(({ length }) => length !== 8)) await sleep(20);
  assert.ok(await one.runner.caughtUp(5_000));
  const before = await countsOf(TENANT_A);
  await postgres.admin`update sample.counts set count = 7 where word in ('asked 3', 'asked 4', 'asked 11')`;
  await postgres.admin`
    insert into log.rebuilds (tenant_id, service, projection, topic, partition, asked_at)
    select tenant_id, 'sample', projection, topic, partition, now() from sample.checkpoints where projection = 'asked'`;
  const asked = () => postgres.admin<{ finished: boolean; differing: number; problem: string | null }[]>`
    select finished_at is not null as finished, differing, problem from log.rebuilds order by partition`;
  while ((await asked()).some(({ finished }) => !finished)) await sleep(20);
  const done = await asked();
  assert.equal(done.length, 16);
  assert.deepEqual(
    done.map(({ problem }) => problem),
    done.map(() => null),
  );
  // Heads that are derived at the same time share the table here, so one may also see what another mended.
  assert.ok([3, 4, 11].every((partition) => (done[partition]?.differing ?? 0) >= 1));
  assert.deepEqual(await countsOf(TENANT_A), before);
});

test('refuses what an operator asks of a projection that acts, and says so', async () => {
  await using sample = runSample(telling('acting'), { database, tail: postgres.tail });
  await sample.runner.start();
  await say('acting', 'w', {});
  assert.ok(await sample.runner.caughtUp(5_000));
  await postgres.admin`
    insert into log.rebuilds (tenant_id, service, projection, topic, partition, asked_at)
    values (${TENANT_A}, 'sample', 'acting', 'acting', 0, now())`;
  const problem = async () => {
    const [row] = await postgres.admin<{ problem: string | null }[]>`
      select problem from log.rebuilds where projection = 'acting'`;
    return row?.problem ?? null;
  };
  while ((await problem()) === null) await sleep(20);
  assert.match((await problem()) ?? '', /sample\.acting acts rather than derives/);
});
