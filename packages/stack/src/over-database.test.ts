import assert from 'node:assert/strict';
import { test } from 'node:test';

import { defineService } from '@trekker/kit';

import { overDatabase } from './over-database.ts';

/** A service that is held up until its database is gone, and both in the order in which they ended. */
function heldUp({ byDatabase }: { byDatabase: boolean }) {
  const order: string[] = [];
  const gone = Promise.withResolvers<void>();
  const start = async () => {};
  const services = defineService({
    name: 'services',
    start,
    async stop() {
      if (byDatabase) await gone.promise;
      order.push('services');
    },
  });
  const database = defineService({
    name: 'database',
    start,
    async stop() {
      order.push('database');
      gone.resolve();
    },
  });
  return { order, services, database };
}

test('ends services before their database', async () => {
  const { order, services, database } = heldUp({ byDatabase: false });
  await overDatabase(services, database, 1_000).stop();
  assert.deepEqual(order, ['services', 'database']);
});

test('takes a database away that holds its services up', async () => {
  const { order, services, database } = heldUp({ byDatabase: true });
  await overDatabase(services, database, 20).stop();
  assert.deepEqual(order, ['database', 'services']);
});

test('does not wait for ever where the database is none of ours', async () => {
  await overDatabase(heldUp({ byDatabase: true }).services, null, 20).stop();
});

test('tells of services that fail to stop, once the database has ended', async () => {
  const { order, database } = heldUp({ byDatabase: false });
  const failing = defineService({
    name: 'failing',
    start: async () => {},
    stop: () => Promise.reject(new Error('no')),
  });
  await assert.rejects(overDatabase(failing, database, 1_000).stop(), /no/);
  assert.deepEqual(order, ['database']);
});
