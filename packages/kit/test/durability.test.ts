import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { UnavailableError, type Database } from '../src/index.ts';
import { testDatabase, type TestDatabase } from '../src/testing/index.ts';
import { sampleMigrations, TENANT_A } from './sample.ts';

let postgres: TestDatabase;

before(async () => {
  postgres = await testDatabase([sampleMigrations]);
});
after(() => postgres[Symbol.asyncDispose]());

/** Of this test's database alone, which its next sessions begin with. */
async function commitHastily(value: 'on' | 'off'): Promise<void> {
  await postgres.admin.unsafe(`alter database ${postgres.address.database} set synchronous_commit = ${value}`);
}

const write = (database: Database) => database.withTenant(TENANT_A, (tx) => tx.sql`select 1`);

test('a service does not start on a database that commits without waiting, and says which setting it is', async () => {
  await commitHastily('off');
  await assert.rejects(postgres.open('sample').start(), /synchronous_commit must be on, .*got off/);
  await commitHastily('on');
  await postgres.open('sample').start();
});

test('a session that comes later and commits without waiting is refused, and taken again once it waits', async () => {
  const database = postgres.open('sample');
  await database.start();
  await write(database);
  await commitHastily('off');
  await endSessions();
  for (const handle of [() => write(database), () => database.withConsumer(async () => {})]) {
    await assert.rejects(untilItAnswers(handle), (failure) => {
      assert.ok(failure instanceof UnavailableError);
      assert.match(String(failure.cause), /synchronous_commit must be on/);
      return true;
    });
  }
  assert.match((await database.ready?.()) ?? '', /synchronous_commit must be on/);
  await commitHastily('on');
  await endSessions();
  await untilItAnswers(() => write(database));
  assert.equal(await database.ready?.(), null);
});

/** As a restart of the server would. */
async function endSessions(): Promise<void> {
  await postgres.admin`
    select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where datname = ${postgres.address.database} and application_name = 'trekker sample'`;
}

/** Past the one failure that a session which was ended may still leave. */
async function untilItAnswers(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (failure) {
    if (!(failure instanceof UnavailableError) || !/does not answer/.test(failure.message)) throw failure;
    await work();
  }
}
