import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { defineReplica, type Database } from '../src/index.ts';
import { testDatabase, type TestDatabase } from '../src/testing/index.ts';
import { runSample, sampleMigrations, TENANT_A, TENANT_B } from './sample.ts';

let postgres: TestDatabase;
let database: Database;

before(async () => {
  postgres = await testDatabase([sampleMigrations]);
  database = postgres.open('sample');
});
after(() => postgres[Symbol.asyncDispose]());

interface Badge {
  owner: string;
}

const badges = defineReplica<Badge>({
  name: 'badges',
  schema: 'sample',
  topic: 'badges',
  changes: (entry) => {
    const { key, from, owner } = entry.payload as { key: string; from: number; owner: string | null };
    return [{ key, from, data: owner === null ? null : { owner } }];
  },
});

const set = (key: string, from: number, owner: string | null, tenantId = TENANT_A) =>
  database.withTenant(tenantId, async (tx) =>
    tx.publish({ topic: 'badges', subject: tenantId, type: 'badge', payload: { key, from, owner } }),
  );

test('keeps every state with the time during which it held, also when told late', async () => {
  await using sample = runSample(badges.projection, { database, tail: postgres.tail });
  await sample.runner.start();
  await set('7', 100, 'Ada');
  await set('7', 300, 'Cleo');
  await set('7', 200, 'Ben');
  assert.ok(await sample.runner.caughtUp(5_000));
  const ownerAt = async (at: number) => {
    const { result } = await database.withTenant(TENANT_A, (tx) => badges.asOf(tx, ['7'], at));
    return result.get('7')?.owner;
  };
  assert.deepEqual(await Promise.all([99, 100, 199, 200, 299, 300].map(ownerAt)), [
    undefined,
    'Ada',
    'Ada',
    'Ben',
    'Ben',
    'Cleo',
  ]);
  const { result } = await database.withTenant(TENANT_A, (tx) => badges.current(tx, ['7', '8']));
  assert.deepEqual([...result], [['7', { owner: 'Cleo' }]]);
});

test('forgets what is gone, keeps tenants apart and tells of changes after the commit', async () => {
  const told: unknown[] = [];
  await using sample = runSample({ ...badges.projection, name: 'replica-badges-2' }, { database, tail: postgres.tail });
  const off = badges.onChanged((tenantId, keys) => void told.push([tenantId, ...keys]));
  await set('9', 100, 'Dora', TENANT_B);
  await set('9', 200, null, TENANT_B);
  await sample.runner.start();
  assert.ok(await sample.runner.caughtUp(5_000));
  off();
  const { result } = await database.withTenant(TENANT_B, (tx) => badges.all(tx));
  assert.deepEqual([...result], []);
  assert.deepEqual(
    told.filter((one) => (one as string[])[0] === TENANT_B),
    [
      [TENANT_B, '9'],
      [TENANT_B, '9'],
    ],
  );
  const { result: ofA } = await database.withTenant(TENANT_A, (tx) => badges.current(tx, ['9']));
  assert.equal(ofA.size, 0);
});
