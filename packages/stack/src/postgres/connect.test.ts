import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askStanding, withConnection } from './connect.ts';
import { newDataFolder, startedServer } from './testing/data-folder.ts';

test('work with a connection that takes too long fails, and the connection is closed', async (t) => {
  const address = (await startedServer(t, { dataDir: newDataFolder(t) })).address();
  const askedAt = performance.now();
  const slow = withConnection({ address, timeoutMs: 300 }, (sql) => sql`select pg_sleep(30)`);
  await assert.rejects(slow, /no answer within 300 ms/);
  assert.ok(performance.now() - askedAt < 20_000);
});

test('a server is told apart by whether it serves, is not there or refuses the password', async (t) => {
  const server = await startedServer(t, { dataDir: newDataFolder(t) });
  const address = server.address();
  assert.equal((await askStanding(address, 2_000)).kind, 'accepting');
  assert.equal((await askStanding({ ...address, password: 'wrong' }, 2_000)).kind, 'refused');
  await server.stop();
  assert.equal((await askStanding(address, 2_000)).kind, 'silent');
});
