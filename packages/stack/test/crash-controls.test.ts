import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { claimName, createLeases, runProjection, silentLogger, systemClock, type Database } from '@trekker/kit';
import { appendPositions, appendStaged, latestProjection, type NewPosition } from '@trekker/positions/testing';
import type { Sql } from 'postgres';

import { startBare, type BareInstallation } from './crash/bare-installation.ts';
import { checkHistory } from './crash/check-history.ts';
import { differences, readDerivedRows } from './crash/derived-rows.ts';
import { createLogReader } from './crash/log-reader.ts';
import { keptForms, numberedPositions } from './crash/numbered-positions.ts';
import { readHistory } from './crash/read-history.ts';
import { chooseSeed, seededRandom } from './crash/seeded-random.ts';
import { createSequence, sequencedOffsets } from './crash/sequenced-offsets.ts';
import { afterOffset, beforeCheckpoint, hastyCommits, lateCheckpoints } from './crash/wrong-handles.ts';
import { asSuperuser } from './support/superuser.ts';

// What the checks of crash.test.ts are worth: each promise broken on purpose is found out by the very same checks, and the
// product's own code beside it passes them.

const seed = chooseSeed();
const random = seededRandom(seed);
let bare: BareInstallation;

before(async () => {
  bare = await startBare();
  await asSuperuser(bare.dataDir, createSequence);
});
after(() => bare[Symbol.asyncDispose]());

/** Kills that a server which commits without waiting may survive by luck. */
const MOST_KILLS = 5;

test('positions acknowledged while commits do not wait for the disk are missed after kill -9 of PostgreSQL', async (t) => {
  let [kills, acknowledged] = [0, 0];
  let problems: string[] = [];
  for (; problems.length === 0 && kills < MOST_KILLS; kills += 1)
    ({ problems, acknowledged } = await appendUntilKilled(hastyCommits(bare.database)));
  assert.match(problems[0] ?? 'none', /^acknowledged and not stored: /);
  const waiting = await appendUntilKilled(bare.database);
  assert.deepEqual(waiting.problems, []);
  t.diagnostic(`TREKKER_TEST_SEED=${seed}, ${kills} kills, ${acknowledged} acknowledged: ${problems.join('; ')}`);
  t.diagnostic(`waiting for the disk: ${waiting.acknowledged} acknowledged, all of them stored`);
});

const PARTITIONS = 4;
const BATCH = 5;

/** Appends to some partitions at once until PostgreSQL is killed at a random moment, and checks what is there afterwards. */
async function appendUntilKilled(database: Database): Promise<{ problems: string[]; acknowledged: number }> {
  await bare.clear();
  const sent = numberedPositions(8_000, { trackers: PARTITIONS });
  const acknowledged = new Set<number>();
  const underWay = Promise.withResolvers<void>();
  const appending = Array.from({ length: PARTITIONS }, async (_, partition) => {
    const numbers = [...sent.keys()].filter((number) => number % PARTITIONS === partition);
    for (let start = 0; start < numbers.length; start += BATCH) {
      const batch = numbers.slice(start, start + BATCH);
      const positions = batch.map((number) => sent[number]).filter((one): one is NewPosition => one !== undefined);
      await appendPositions(database, new Map([[partition, positions]]));
      for (const number of batch) acknowledged.add(number);
      if (acknowledged.size >= 10 * BATCH) underWay.resolve();
    }
  });
  const ended = Promise.allSettled(appending);
  await Promise.race([underWay.promise, ended]);
  await sleep(random() * 100);
  bare.killPostgres();
  assert.ok(
    (await ended).some(({ status }) => status === 'rejected'),
    'the kill fell amid the appends',
  );
  await bare.untilServed();
  const kept = await readHistory(bare.dataDir);
  const problems = checkHistory({ sent: keptForms(sent), acknowledged, ...kept });
  return { problems, acknowledged: acknowledged.size };
}

test('an entry whose offset came from a sequence is missed by a reader when another one overtakes its commit', async (t) => {
  const overtaken = await readAmidTwoAppends(sequencedOffsets(bare.database), appendStaged);
  assert.deepEqual(overtaken, ['in the log and never read: 0, 1, 2']);
  assert.deepEqual(await readAmidTwoAppends(bare.database, appendStaged), []);
  assert.deepEqual(await readAmidTwoAppends(bare.database, appendPositions), [], 'few of them');
  t.diagnostic(`offsets of a sequence: ${overtaken.join('; ')}`);
});

/** The first of two appends has its offset and stops short; the log is read once the second committed or has to wait. */
async function readAmidTwoAppends(database: Database, append: typeof appendPositions): Promise<string[]> {
  await bare.clear();
  const sent = numberedPositions(6, { trackers: 1 });
  const hasOffset = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  const stopping = afterOffset(database, async () => {
    hasOffset.resolve();
    await mayCommit.promise;
  });
  const reader = createLogReader();
  await asSuperuser(bare.dataDir, async (sql) => {
    const slow = append(stopping, new Map([[0, sent.slice(0, 3)]]));
    await Promise.race([hasOffset.promise, slow]);
    const quick = append(database, new Map([[0, sent.slice(3)]]));
    await Promise.race([quick, untilSomebodyWaits(sql)]);
    await reader.readOn(sql);
    mayCommit.resolve();
    await Promise.all([slow, quick]);
    await reader.readOn(sql);
  });
  const kept = await readHistory(bare.dataDir);
  return checkHistory({ sent: keptForms(sent), acknowledged: new Set(sent.keys()), read: reader.read, ...kept });
}

/** Resolves once a transaction waits for another one. */
async function untilSomebodyWaits(sql: Sql): Promise<void> {
  for (let turn = 0; turn < 1_000; turn += 1) {
    const waiting = await sql`select 1 from pg_locks where not granted`;
    if (waiting.length > 0) return;
    await sleep(5);
  }
}

test('what is derived differs from its recomputation when a kill falls between it and a checkpoint of its own', async (t) => {
  const apart = await deriveAmidKill((strike) =>
    lateCheckpoints(bare.database, async () => {
      strike();
      throw new Error('whoever was about to move the checkpoint was killed as well');
    }),
  );
  assert.match(apart[0] ?? 'none', /^positions\.clock_hours - /);
  assert.deepEqual(await deriveAmidKill((strike) => beforeCheckpoint(bare.database, strike)), []);
  t.diagnostic(`a checkpoint of its own: ${apart.join('; ')}`);
});

const DERIVED = ['positions.latest', 'positions.clock_hours'];

/**
 * Derives with a kill of PostgreSQL where `handles` lets it strike, then on until all is derived, and compares that with
 * what comes of deriving everything anew.
 */
async function deriveAmidKill(handles: (strike: () => void) => Database): Promise<string[]> {
  await bare.clear();
  const sent = numberedPositions(60, { trackers: 3 });
  await nameTenants(sent);
  for (let start = 0; start < sent.length; start += 20)
    await appendPositions(bare.database, new Map([[0, sent.slice(start, start + 20)]]));
  const struck = Promise.withResolvers<void>();
  let strikes = 0;
  const dying = runLatest(
    handles(() => {
      if (strikes === 0) bare.killPostgres();
      strikes += 1;
      struck.resolve();
    }),
  );
  const dead = dying.runner.start().catch(() => {});
  await struck.promise;
  await dying[Symbol.asyncDispose]();
  await dead;
  await bare.untilServed();
  await using next = runLatest(bare.database);
  await next.runner.start();
  assert.ok(await next.runner.caughtUp(20_000));
  const before = await asSuperuser(bare.dataDir, (sql) => readDerivedRows(sql, DERIVED));
  for (const [table, rows] of before) assert.ok(rows.length > 0, `${table} holds something`);
  await next.runner.rebuild();
  return differences(before, await asSuperuser(bare.dataDir, (sql) => readDerivedRows(sql, DERIVED)));
}

/** Enters whose positions they are into the directory: a rebuild goes by the tenants there. */
async function nameTenants(positions: readonly NewPosition[]): Promise<void> {
  for (const tenantId of new Set(positions.map((one) => one.tenantId)))
    await bare.database.withTenant(tenantId, (tx) =>
      claimName(tx, { kind: 'tenant', name: tenantId, entityId: tenantId }),
    );
}

/** The product's projection of newest positions, which counts messages too, on such handles. */
function runLatest(database: Database) {
  const leases = createLeases(database, silentLogger);
  const runner = runProjection(latestProjection({ call: () => {} }), {
    schema: 'positions',
    database,
    tail: bare.tail,
    leases,
    clock: systemClock,
    log: silentLogger,
    pollMs: 50,
  });
  return {
    runner,
    async [Symbol.asyncDispose]() {
      await runner.stop();
      await leases.stop();
    },
  };
}
