import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { runJobs, scheduleJob, silentLogger, type Database, type JobHandler, type NewJob } from '../src/index.ts';
import { manualClock, testDatabase, type TestDatabase } from '../src/testing/index.ts';
import { sampleMigrations, TENANT_A, TENANT_B } from './sample.ts';

let postgres: TestDatabase;
let database: Database;
const clock = manualClock('2026-01-01T00:00:00Z');

before(async () => {
  postgres = await testDatabase([sampleMigrations]);
  database = postgres.open('sample');
});
after(() => postgres[Symbol.asyncDispose]());

const schedule = (job: NewJob, tenantId = TENANT_A) =>
  database.withTenant(tenantId, (tx) => scheduleJob(tx, { schema: 'sample', tenantId }, job));

const jobOf = async (kind: string, tenantId = TENANT_A) => {
  const { result } = await database.withTenant(
    tenantId,
    (tx) =>
      tx.sql<{ state: string; attempts: number; progress: number; problem: string | null; run_at: number }[]>`
      select state, attempts, progress, problem, run_at from sample.jobs where kind = ${kind}`,
  );
  return result[0];
};

const running = (handlers: Record<string, JobHandler>) => {
  const service = runJobs({ schema: 'sample', database, handlers, clock, log: silentLogger, pollMs: 10 });
  return service;
};

const eventually = async (what: () => Promise<boolean>) => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.fail('it did not happen');
};

test('runs a job once its time has come and not before', async () => {
  let runs = 0;
  await using service = running({ once: async () => void (runs += 1) });
  await schedule({ kind: 'once', key: 'a', runAt: clock.now() + 1_000 });
  await service.start();
  await new Promise((resolve) => setTimeout(resolve, 60));
  assert.equal(runs, 0);
  clock.advance(1_000);
  await eventually(async () => (await jobOf('once'))?.state === 'done');
  assert.equal(runs, 1);
});

test('tries a failing job again with growing pauses and keeps its last problem', async () => {
  await using service = running({
    flaky: async () => {
      throw new Error('the printer is on fire');
    },
  });
  await schedule({ kind: 'flaky', key: 'a', runAt: clock.now(), maxAttempts: 2 });
  await service.start();
  await eventually(async () => (await jobOf('flaky'))?.attempts === 1 && (await jobOf('flaky'))?.problem !== null);
  assert.equal((await jobOf('flaky'))?.state, 'waiting');
  assert.ok(((await jobOf('flaky'))?.run_at ?? 0) > clock.now());
  clock.advance(10_000);
  await eventually(async () => (await jobOf('flaky'))?.state === 'failed');
  assert.equal((await jobOf('flaky'))?.problem, 'the printer is on fire');
});

test('runs a repeated job again and again', async () => {
  let runs = 0;
  await using service = running({ often: async () => void (runs += 1) });
  await schedule({ kind: 'often', key: 'a', runAt: clock.now(), everyMs: 60_000 });
  await service.start();
  // Its next turn is counted from the end of this one.
  await eventually(async () => runs === 1 && (await jobOf('often'))?.progress === 1);
  clock.advance(60_000);
  await eventually(async () => runs === 2);
});

test('shows progress and gives a job to another process when its handler falls silent', async () => {
  let runs = 0;
  const stuck = Promise.withResolvers<void>();
  const lost = Promise.withResolvers<unknown>();
  const handler: JobHandler = async (_job, { progress, hold }) => {
    runs += 1;
    const held = () => database.withTenant(TENANT_A, (tx) => hold(tx));
    await held();
    if (runs > 1) return;
    await progress(0.5);
    await stuck.promise;
    await held().catch(lost.resolve);
  };
  await using first = running({ long: handler });
  await using second = running({ long: handler });
  await schedule({ kind: 'long', key: 'a', runAt: clock.now() });
  await first.start();
  await eventually(async () => (await jobOf('long'))?.progress === 0.5);
  await second.start();
  await new Promise((resolve) => setTimeout(resolve, 60));
  assert.equal(runs, 1);
  clock.advance(61_000);
  await eventually(async () => runs === 2);
  stuck.resolve();
  assert.match(String(await lost.promise), /job long\/a was given to another run/);
});

test('keeps a new schedule that was made while the job ran', async () => {
  let runs = 0;
  const stuck = Promise.withResolvers<void>();
  await using service = running({
    again: async () => {
      runs += 1;
      if (runs === 1) await stuck.promise;
    },
  });
  await schedule({ kind: 'again', key: 'a', runAt: clock.now() });
  await service.start();
  await eventually(async () => runs === 1);
  await schedule({ kind: 'again', key: 'a', runAt: clock.now() });
  stuck.resolve();
  await eventually(async () => runs === 2 && (await jobOf('again'))?.state === 'done');
});

test('gives up on a job whose every run takes its process with it', async () => {
  await schedule({ kind: 'deadly', key: 'a', runAt: clock.now(), maxAttempts: 2 });
  for (let crash = 0; crash < 2; crash += 1) {
    await postgres.admin`update sample.jobs set attempts = attempts + 1 where kind = 'deadly'`;
  }
  let runs = 0;
  await using service = running({ deadly: async () => void (runs += 1) });
  await service.start();
  await eventually(async () => (await jobOf('deadly'))?.state === 'failed');
  assert.equal(runs, 0);
});

test('shares jobs between processes, each job run once', async () => {
  const seen: string[] = [];
  const note: JobHandler = async ({ key }) => {
    seen.push(key);
    await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await using first = running({ shared: note });
  await using second = running({ shared: note });
  for (let index = 0; index < 20; index += 1) await schedule({ kind: 'shared', key: `${index}`, runAt: clock.now() });
  await Promise.all([first.start(), second.start()]);
  await eventually(async () => seen.length >= 20);
  assert.equal(new Set(seen).size, 20);
  assert.equal(seen.length, 20);
});

test('keeps one job per key and shows a tenant only its own', async () => {
  await schedule({ kind: 'keyed', key: 'same', runAt: clock.now() + 5_000 });
  await schedule({ kind: 'keyed', key: 'same', runAt: clock.now() + 9_000 });
  const { result } = await database.withTenant(
    TENANT_A,
    (tx) => tx.sql`select 1 from sample.jobs where kind = 'keyed'`,
  );
  assert.equal(result.length, 1);
  assert.equal(await jobOf('keyed', TENANT_B), undefined);
});
