import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Database, TxSql } from '@trekker/kit';

import { createDoors } from './doors.ts';

/** Doors over a directory that knows what it is told to, and how many transactions they took. */
function watched(look: (names: readonly string[]) => { name: string; tenant_id: string }[]) {
  const asked: string[][] = [];
  let now = 0;
  const sql = async (_text: TemplateStringsArray, names: string[]) => {
    asked.push(names);
    return look(names);
  };
  const database = { withDirectory: async <T>(fn: (tx: TxSql) => Promise<T>) => fn(sql as unknown as TxSql) };
  const doors = createDoors({
    database: database as unknown as Database,
    clock: { now: () => now },
    openSlug: null,
  });
  return { doors, asked, passes: (ms: number) => void (now += ms) };
}

test('looks once for all who come through one door, and for several doors together', async () => {
  const { doors, asked, passes } = watched((names) => names.map((name) => ({ name, tenant_id: `of ${name}` })));
  const tokens = Array.from({ length: 64 }, (_, index) => `token ${index % 2}`);
  const tenants = await Promise.all(tokens.map((token) => doors.tenantOf(token)));
  assert.equal(new Set(tenants).size, 2);
  assert.deepEqual(
    asked.map((names) => names.length),
    [2],
  );
  await doors.tenantOf('token 0');
  assert.equal(asked.length, 1, 'it is believed for a while');
  passes(2_001);
  await doors.tenantOf('token 0');
  assert.equal(asked.length, 2, 'and no longer');
});

test('believes nothing of a look that failed', async () => {
  let isAway = true;
  const { doors } = watched((names) => {
    if (isAway) throw new Error('away');
    return names.map((name) => ({ name, tenant_id: 'somebody' }));
  });
  await assert.rejects(doors.tenantOf('token'), /away/);
  isAway = false;
  assert.equal(await doors.tenantOf('token'), 'somebody');
});
