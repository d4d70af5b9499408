import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ConsumerTx, Database, ProjectionRunner } from '@trekker/kit';

import { createIdentities } from './identities.ts';
import type { Identity, Replicas } from './replicas.ts';

test('looks for trackers of all tenants in one transaction, each tenant by itself', async () => {
  let transactions = 0;
  let tenant = '';
  const tx = { asTenant: async (tenantId: string) => void (tenant = tenantId) } as unknown as ConsumerTx;
  const database = {
    withConsumer: async <T>(fn: (one: ConsumerTx) => Promise<T>) => {
      transactions += 1;
      return fn(tx);
    },
  };
  const identifiers = {
    onChanged: () => {},
    current: async (_tx: ConsumerTx, names: readonly string[]) =>
      new Map(names.map((name) => [name, { trackerId: `${name} of ${tenant}` } as Identity])),
  };
  const identities = createIdentities({
    database: database as unknown as Database,
    identifiers: identifiers as unknown as Replicas['identifiers'],
    runner: {} as ProjectionRunner,
    clock: { now: () => 0 },
  });
  const tenants = Array.from({ length: 20 }, (_, index) => `tenant ${index}`);
  const resolve = () => Promise.all(tenants.map((tenantId) => identities.resolve(tenantId, ['same name'])));
  const found = await resolve();
  assert.deepEqual(
    found.map((names) => names.get('same name')?.trackerId),
    tenants.map((tenantId) => `same name of ${tenantId}`),
  );
  assert.equal(transactions, 1);
  await resolve();
  assert.equal(transactions, 1, 'what was found is believed for a while');
});
