import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertDurable, DurabilityError, durabilityProblems, silentLogger } from '@trekker/kit';
import { withConnection } from './connect.ts';
import { embeddedPostgres } from './supervisor.ts';
import { clientOf, newDataFolder, startedServer } from './testing/data-folder.ts';

const durable = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  data_checksums: 'on',
  server_version_num: '180004',
};

test('a server as we set it up is durable', async (t) => {
  const server = await startedServer(t, { dataDir: newDataFolder(t) });
  await withConnection({ address: server.address(), timeoutMs: 5_000 }, assertDurable);
});

test('a server set to forget does not start, and every problem is named', async (t) => {
  const extraSettings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };
  const server = embeddedPostgres({ dataDir: newDataFolder(t), log: silentLogger, extraSettings });
  await assert.rejects(server.start(), (failure) => {
    assert.ok(failure instanceof DurabilityError);
    assert.equal(failure.problems.length, 3);
    for (const name of Object.keys(extraSettings))
      assert.match(failure.message, new RegExp(`${name} must be on.*got off`));
    return true;
  });
  await server.stop();
});

test('a role that is set to commit without waiting is found out in its own session', async (t) => {
  const server = await startedServer(t, { dataDir: newDataFolder(t) });
  const { user } = server.address();
  await clientOf(t, server.address()).unsafe(`alter role ${user} set synchronous_commit = off`);
  const check = withConnection({ address: server.address(), timeoutMs: 5_000 }, assertDurable);
  await assert.rejects(check, /synchronous_commit must be on, remote_write or remote_apply, got off/);
});

for (const [name, value, ok] of [
  ['synchronous_commit', 'remote_write', true],
  ['synchronous_commit', 'remote_apply', true],
  ['synchronous_commit', 'local', false],
  ['data_checksums', 'off', false],
  ['server_version_num', '160009', false],
  ['server_version_num', '160010', true],
  ['server_version_num', '170005', false],
  ['server_version_num', '170006', true],
  ['server_version_num', '180000', true],
  ['server_version_num', '190001', true],
  ['server_version_num', '150020', false],
] as const) {
  test(`${name} ${value} is ${ok ? 'accepted' : 'refused'}`, () => {
    const problems = durabilityProblems(new Map(Object.entries({ ...durable, [name]: value })));
    assert.equal(problems.length, ok ? 0 : 1);
  });
}

test('a server that hides its settings is refused', () => {
  assert.equal(durabilityProblems(new Map()).length, 5);
});
