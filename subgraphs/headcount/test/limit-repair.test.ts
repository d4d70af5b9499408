import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { migrate, silentLogger, uuidv7 } from '@trekker/kit';
import { testDatabase } from '@trekker/kit/testing';

import { headcountMigrations } from '../src/index.ts';

/** The migration that keeps several beliefs about one event from being held at once. */
const REPAIR = '005';

test('mends beliefs about limits that were left beside the ones that took their place', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'headcount-'));
  t.after(() => rm(folder, { recursive: true }));
  const files = await readdir(headcountMigrations.folder);
  for (const file of files.filter((name) => name < REPAIR))
    await copyFile(join(headcountMigrations.folder, file), join(folder, file));
  await using postgres = await testDatabase([{ ...headcountMigrations, folder }]);
  const { admin, address, secret } = postgres;
  const [tenantId, ...ids] = [uuidv7(), '1', '2', '3'];
  const [twice, once, gone] = ids.map((digit) => `01900000-0000-7000-8000-00000000000${digit}`);
  const [early, late] = [1_000, 2_000];
  const rows = [
    { event_id: twice, revision: 0, retracted: false, known_from: early, known_to: null },
    { event_id: twice, revision: 1, retracted: true, known_from: early, known_to: null },
    { event_id: once, revision: 0, retracted: false, known_from: late, known_to: null },
    { event_id: gone, revision: 0, retracted: false, known_from: early, known_to: late },
    { event_id: gone, revision: 1, retracted: false, known_from: late, known_to: null },
  ];
  const event = { tenant_id: tenantId, limit_id: uuidv7(), kind: 'LIMIT_REACHED', at: early, count: 2 };
  await admin`insert into headcount.limit_events ${admin(rows.map((row) => ({ ...event, ...row })))}`;
  await migrate({ address, services: [headcountMigrations], secret, log: silentLogger });
  const found = await admin`
    select event_id, revision, retracted, known_from, known_to from headcount.limit_events order by event_id, revision`;
  const [first, ...others] = rows;
  assert.deepEqual([...found], [{ ...first, known_to: early }, ...others]);
});
