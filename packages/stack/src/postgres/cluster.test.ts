import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { silentLogger } from '@trekker/kit';
import { embeddedPostgres } from './supervisor.ts';
import { newDataFolder, startedServer } from './testing/data-folder.ts';

test('a data folder of another major version is refused, naming both and touching nothing', async (t) => {
  const dataDir = newDataFolder(t);
  mkdirSync(join(dataDir, 'postgres'));
  writeFileSync(join(dataDir, 'postgres-password'), 'secret');
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
  const server = embeddedPostgres({ dataDir, log: silentLogger });
  await assert.rejects(server.start(), /was made by PostgreSQL 17, and this Trekker runs PostgreSQL 18/);
  assert.equal(existsSync(join(dataDir, 'postgres', 'postgresql.conf')), false);
  assert.equal(existsSync(join(dataDir, 'trekker.lock')), false);
});

test('a first start that was interrupted is made good by the next', async (t) => {
  const dataDir = newDataFolder(t);
  mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres.new', 'PG_VERSION'), '18\n');
  const server = await startedServer(t, { dataDir });
  assert.equal(await server.ready?.(), null);
  assert.equal(existsSync(join(dataDir, 'postgres.new')), false);
  assert.equal(existsSync(join(dataDir, 'postgres.new-password')), false);
});

test('a lost password file fails the start with a sentence about it', async (t) => {
  const dataDir = newDataFolder(t);
  const first = embeddedPostgres({ dataDir, log: silentLogger });
  await first.start();
  await first.stop();
  rmSync(join(dataDir, 'postgres-password'));
  const second = embeddedPostgres({ dataDir, log: silentLogger });
  await assert.rejects(second.start(), /postgres-password, the password of the database in this folder, is lost/);
  assert.equal(existsSync(join(dataDir, 'postgres-password')), false);
});
