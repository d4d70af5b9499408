import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { migrate, silentLogger, type Migrations } from '../src/index.ts';
import { testDatabase, type TestDatabase } from '../src/testing/index.ts';
import { sampleMigrations } from './sample.ts';

let postgres: TestDatabase;
let copied: Migrations;

before(async () => {
  postgres = await testDatabase([sampleMigrations]);
  const folder = await mkdtemp(join(tmpdir(), 'trekker-migrations-'));
  await cp(sampleMigrations.folder, folder, { recursive: true });
  copied = { service: 'sample', folder };
});
after(async () => {
  await rm(copied.folder, { recursive: true, force: true });
  await postgres[Symbol.asyncDispose]();
});

const migrateCopy = () =>
  migrate({ address: postgres.address, services: [copied], secret: postgres.secret, log: silentLogger });
const applied = async () =>
  (await postgres.admin`select file from public.migrations where service = 'sample' order by file`).map(
    (row) => row['file'] as string,
  );

test('applies nothing twice, and a new file once', async () => {
  const landed = await applied();
  await migrateCopy();
  assert.deepEqual(await applied(), landed);
  await writeFile(join(copied.folder, '900-more.sql'), 'create table sample.more (tenant_id uuid);');
  await Promise.all([migrateCopy(), migrateCopy()]);
  assert.deepEqual(await applied(), [...landed, '900-more.sql']);
});

test('refuses a file that was edited after it had landed, and names it', async () => {
  const [first = ''] = (await readdir(copied.folder)).toSorted();
  const before = await applied();
  await writeFile(join(copied.folder, first), '-- somebody changed their mind');
  await writeFile(join(copied.folder, '901-later.sql'), 'create table sample.later (tenant_id uuid);');
  await assert.rejects(migrateCopy(), new RegExp(`migration sample/${first} was changed after it had been applied`));
  assert.deepEqual(await applied(), before, 'nothing behind it is applied either');
});

test('leaves nothing of a file that fails', async () => {
  await cp(sampleMigrations.folder, copied.folder, { recursive: true });
  await writeFile(join(copied.folder, '901-later.sql'), 'create table sample.half (tenant_id uuid); select nonsense;');
  await assert.rejects(migrateCopy(), /migration sample\/901-later\.sql failed: .*nonsense/);
  const [half] = await postgres.admin`select to_regclass('sample.half') as half`;
  assert.deepEqual(half, { half: null });
});
