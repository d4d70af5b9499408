import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { migrate, silentLogger, uuidv7 } from '@trekker/kit';
import { testDatabase } from '@trekker/kit/testing';

import { tenancyMigrations } from '../src/index.ts';

const FIRST = '001-tenancy.sql';

test('knows of users from before it was kept when they signed in', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'trekker-tenancy-'));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(join(tenancyMigrations.folder, FIRST), join(folder, FIRST));
  await using postgres = await testDatabase([{ ...tenancyMigrations, folder }]);
  const { admin: sql, address, secret } = postgres;
  const [tenantId, often, never] = [uuidv7(), uuidv7(), uuidv7()];
  await sql`insert into tenancy.tenants values (${tenantId}, 'acme', 'Acme', 'Etc/UTC', now())`;
  for (const userId of [often, never]) {
    await sql`insert into tenancy.users values (${tenantId}, ${userId}, ${userId}, ${userId}, 'Ann', 'hash', 0, now())`;
  }
  for (const at of ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z']) {
    await sql`insert into tenancy.sessions values (${tenantId}, ${uuidv7()}, ${often}, ${at}, ${at}, null)`;
  }
  await migrate({ address, services: [tenancyMigrations], secret, log: silentLogger });
  const rows = await sql<{ user_id: string; active: boolean; last_signed_in_at: number | null }[]>`
    select user_id, active, last_signed_in_at from tenancy.users order by last_signed_in_at`;
  assert.deepEqual(
    rows.map((row) => [row.user_id, row.active, row.last_signed_in_at]),
    [
      [often, true, Date.parse('2026-01-02T00:00:00Z')],
      [never, true, null],
    ],
  );
});
