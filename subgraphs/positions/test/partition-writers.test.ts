import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { silentLogger, UnavailableError, uuidv7, type Database } from '@trekker/kit';

import { dedupeOf } from '../src/domain/dedupe.ts';
import type { NewPosition } from '../src/domain/new-position.ts';
import { createPartitionWriters } from '../src/workers/partition-writers.ts';
import { startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

const writersOf = (maxWaiting = 1_000) =>
  createPartitionWriters({ database: site.writer, gatherMs: 0, maxWaiting, maxWaitMs: 60_000, log: silentLogger });

const tenantId = uuidv7();

function newPosition(): NewPosition {
  const quantities = {
    latitudeE7: 525_000_000,
    longitudeE7: 134_000_000,
    altitudeCentimeters: null,
    accuracyCentimeters: null,
    speedMillimetersPerSecond: null,
    headingCentidegrees: null,
    eventKind: 0,
  };
  const record = { trackerId: uuidv7(), recordedAt: Date.now(), dedupe: dedupeOf(quantities), ...quantities };
  return { tenantId, record, batteryPercent: null, attributes: null, receivedAt: Date.now() };
}

const UNAVAILABLE = { code: 'UNAVAILABLE' };

test('refuses at once what is more than may wait', async () => {
  await using writers = writersOf(2);
  const waiting = [writers.write(0, [newPosition()]), writers.write(1, [newPosition()])];
  await assert.rejects(writers.write(2, [newPosition()]), UNAVAILABLE);
  assert.deepEqual(await Promise.all(waiting), [['new'], ['new']]);
  assert.deepEqual(await writers.write(2, [newPosition()]), ['new']);
});

test('has no more room while some have waited too long for their commit', async () => {
  const options = { gatherMs: 1_000, maxWaiting: 1_000, maxWaitMs: 200, log: silentLogger };
  await using writers = createPartitionWriters({ database: site.writer, ...options });
  const first = writers.write(0, [newPosition()]);
  const second = writers.write(1, [newPosition()]);
  writers.assertRoom(uuidv7());
  await sleep(400);
  assert.throws(() => writers.assertRoom(uuidv7()), UNAVAILABLE);
  assert.deepEqual(await Promise.all([first, second]), [['new'], ['new']]);
  writers.assertRoom(uuidv7());
});

test('has no more room than is stored in time by the pace that was seen, but for who has less waiting', async () => {
  // Soon nothing is stored as quickly as that.
  const options = { gatherMs: 0, maxWaiting: 1_000_000, maxWaitMs: 100, log: silentLogger };
  await using writers = createPartitionWriters({ database: slowly(), ...options });
  const written = Array.from({ length: 16 }, (_, partition) => writers.write(partition, many(2_000)));
  const noRoom = /positions would wait longer than 100 ms/;
  await until(() => isThrown(() => writers.assertRoom(tenantId), noRoom));
  assert.ok(!isThrown(() => writers.assertRoom(uuidv7()), noRoom), 'another tenant is let in');
  await Promise.all(written);
  writers.assertRoom(tenantId);
  // Nothing waits, so that it is taken whatever the pace was.
  const outcomes = await writers.write(0, many(5_000));
  assert.equal(outcomes.length, 5_000);
});

/** The database, a tenth of a second later. */
function slowly(): Database {
  const { withConsumer } = site.writer;
  return {
    ...site.writer,
    async withConsumer(fn) {
      await sleep(100);
      return withConsumer(fn);
    },
  };
}

function many(count: number): NewPosition[] {
  return Array.from({ length: count }, newPosition);
}

function isThrown(act: () => void, message: RegExp): boolean {
  try {
    act();
    return false;
  } catch (failure) {
    return failure instanceof UnavailableError && message.test(failure.message);
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 15_000; !isSo(); await sleep(5)) assert.ok(Date.now() < end);
}

test('commits what a few milliseconds brought for all partitions together', async () => {
  await using writers = createPartitionWriters({
    database: site.writer,
    gatherMs: 50,
    maxWaiting: 1_000,
    maxWaitMs: 60_000,
    log: silentLogger,
  });
  const positions = Array.from({ length: 16 }, () => newPosition());
  const outcomes = await Promise.all(positions.map((position, partition) => writers.write(partition, [position])));
  assert.deepEqual(outcomes.flat(), Array<string>(16).fill('new'));
  const trackerIds = positions.map(({ record }) => record.trackerId);
  const [row] = await site.postgres.admin<{ commits: number; partitions: number }[]>`
    select count(distinct xmin::text)::int as commits, count(distinct partition)::int as partitions
    from positions.history where tracker_id = any(${trackerIds}::uuid[])`;
  assert.deepEqual(row, { commits: 1, partitions: 16 });
});

test('keeps what the database refuses from nothing else that was to be committed with it', async () => {
  await using writers = createPartitionWriters({
    database: site.writer,
    gatherMs: 50,
    maxWaiting: 1_000,
    maxWaitMs: 60_000,
    log: silentLogger,
  });
  const poison = { ...newPosition(), attributes: { note: 'no database keeps \u0000 in JSON' } };
  const outcomes = await Promise.allSettled([
    writers.write(0, [newPosition()]),
    writers.write(0, [poison]),
    writers.write(0, [newPosition()]),
    writers.write(1, [newPosition()]),
  ]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
  );
});

/** Writers that wait 50 ms for more, and how many transactions they began. */
function countedWriters({ withConsumer }: Pick<Database, 'withConsumer'> = site.writer) {
  let began = 0;
  const database: Database = {
    ...site.writer,
    withConsumer: (fn) => {
      began += 1;
      return withConsumer(fn);
    },
  };
  const writers = createPartitionWriters({
    database,
    gatherMs: 50,
    maxWaiting: 20_000,
    maxWaitMs: 60_000,
    log: silentLogger,
  });
  return { writers, began: () => began };
}

test('finds what the database refuses without writing each of the others by itself', async () => {
  const { writers, began } = countedWriters();
  await using _ = writers;
  const poison = { ...newPosition(), attributes: { note: 'no database keeps \u0000 in JSON' } };
  const positions = [...Array.from({ length: 63 }, () => newPosition()), poison];
  const outcomes = await Promise.allSettled(positions.map((position, index) => writers.write(index % 16, [position])));
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 63);
  assert.equal(outcomes.at(-1)?.status, 'rejected');
  assert.ok(began() <= 13, `${began()} transactions`);
});

test('begins no second commit of a partition while one is under way, however long', { timeout: 20_000 }, async () => {
  const { writers, began } = countedWriters();
  const release = await site.holdCommits();
  const first = writers.write(0, [newPosition()]);
  await site.commitWaits();
  const second = writers.write(0, [newPosition()]);
  await sleep(200);
  assert.equal(began(), 1);
  const other = writers.write(1, [newPosition()]);
  await sleep(100);
  assert.equal(began(), 2);
  await release();
  assert.deepEqual(await Promise.all([first, second, other]), [['new'], ['new'], ['new']]);
  assert.equal(began(), 3, 'the second of a partition was in a commit of its own');
  await writers.stop();
});

test('fills a commit with what fits, and parts nothing that is written together', async () => {
  const { writers, began } = countedWriters();
  const sizes = [5_001, 3_000, 3_000];
  const outcomes = await Promise.all(sizes.map((size) => writers.write(3, Array.from({ length: size }, newPosition))));
  assert.deepEqual(
    outcomes.map((of) => of.filter((outcome) => outcome === 'new').length),
    sizes,
  );
  assert.equal(began(), 3);
  await writers.stop();
});

test('does not try again by halves while the database is away', async () => {
  const away = async () => Promise.reject(new UnavailableError('the database does not answer; try again'));
  const { writers, began } = countedWriters({ withConsumer: away });
  const refused = await Promise.allSettled([0, 1, 2].map((partition) => writers.write(partition, [newPosition()])));
  assert.ok(refused.every(({ status }) => status === 'rejected'));
  assert.equal(began(), 1);
  await writers.stop();
});

test('brings what waits to disk when drained, and refuses what comes then', { timeout: 20_000 }, async () => {
  const writers = writersOf();
  const release = await site.holdCommits();
  const waiting = writers.write(0, [newPosition()]);
  await site.commitWaits();
  const queued = writers.write(0, [newPosition()]);
  let drained = false;
  const draining = writers.drain?.().then(() => (drained = true));
  await assert.rejects(writers.write(1, [newPosition()]), UNAVAILABLE);
  assert.equal(drained, false);
  await release();
  assert.deepEqual(await Promise.all([waiting, queued]), [['new'], ['new']]);
  await draining;
});

test('stops although the database does not answer, and refuses what waits', { timeout: 20_000 }, async () => {
  const writers = writersOf();
  const release = await site.holdCommits();
  const refused = [writers.write(0, [newPosition()])];
  await site.commitWaits();
  refused.push(writers.write(0, [newPosition()]));
  const outcomes = Promise.allSettled(refused);
  await writers.stop();
  for (const outcome of await outcomes) {
    assert.ok(outcome.status === 'rejected');
    assert.equal(outcome.reason.code, 'UNAVAILABLE');
  }
  await release();
});

test('serves every partition in turn, however busy the lower ones are', { timeout: 20_000 }, async () => {
  await using writers = writersOf();
  let commits = 0;
  const served = new AbortController();
  const keepBusy = async (partition: number) => {
    while (!served.signal.aborted && commits < 200) {
      await writers.write(partition, [newPosition()]);
      commits += 1;
    }
  };
  const busy = [0, 1, 2, 3, 4, 5].flatMap((partition) => [partition, partition, partition]).map(keepBusy);
  await writers.write(15, [newPosition()]);
  served.abort();
  await Promise.all(busy);
  assert.ok(commits < 100, `the last partition waited for ${commits} writes of the others`);
});
