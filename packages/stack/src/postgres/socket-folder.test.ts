import assert from 'node:assert/strict';
import { chownSync, mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { makeSocketFolder, socketFolderPath } from './socket-folder.ts';
import { ownUser } from './spawn-user.ts';
import { afterTest, newDataFolder } from './testing/data-folder.ts';

test('one data directory always gets the same folder, another one another', () => {
  const path = (clusterDir: string) => socketFolderPath({ clusterDir, tmp: '/tmp', attempt: 0 });
  assert.equal(path('/a'), path('/a'));
  assert.notEqual(path('/a'), path('/b'));
});

test('a temporary folder too long for a socket’s path is left for /tmp', () => {
  const tmp = `/${'t'.repeat(80)}`;
  const folder = socketFolderPath({ clusterDir: '/a', tmp, attempt: 0 });
  assert.ok(folder.startsWith('/tmp/trekker-'));
  assert.ok(Buffer.byteLength(`${folder}/.s.PGSQL.5432.lock`) <= 103);
});

test('a folder or link somebody else put in its place is passed over', async (t) => {
  const clusterDir = newDataFolder(t);
  const trap = socketFolderPath({ clusterDir, tmp: tmpdir(), attempt: 0 });
  symlinkSync(clusterDir, trap);
  afterTest(t, () => rmSync(trap, { recursive: true, force: true }));
  const folder = await makeSocketFolder(clusterDir, ownUser);
  afterTest(t, () => rmSync(folder, { recursive: true, force: true }));
  assert.equal(folder, socketFolderPath({ clusterDir, tmp: tmpdir(), attempt: 1 }));
  assert.equal(statSync(folder).mode & 0o777, 0o700);
});

test(
  'a folder of another owner is passed over',
  { skip: process.getuid?.() !== 0 && 'only root can make one' },
  async (t) => {
    const clusterDir = newDataFolder(t);
    const trap = socketFolderPath({ clusterDir, tmp: tmpdir(), attempt: 0 });
    mkdirSync(trap);
    chownSync(trap, 4_242, 4_242);
    afterTest(t, () => rmSync(trap, { recursive: true, force: true }));
    const folder = await makeSocketFolder(clusterDir, ownUser);
    afterTest(t, () => rmSync(folder, { recursive: true, force: true }));
    assert.notEqual(folder, trap);
  },
);
